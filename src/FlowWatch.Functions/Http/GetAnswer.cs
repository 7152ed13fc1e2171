using System.Text.Json.Nodes;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET answers/{id}</c>: the answer to a question that took longer.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="answers">Keeps answers.</param>
public sealed class GetAnswer(ApiBoundary boundary, AnswerStore answers)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private static readonly TypedApiParameter<string> Id = ApiParameters.Text("id", "The id of the answer.", RunParameter.Form, "the id of an answer", ApiPlace.Path, isRequired: true);

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetAnswer>(
        "Gives the answer to a question that took longer; it is kept for half an hour.",
        new ApiResponse(200, "The answer, in the format that was asked for.", typeof(JsonObject)),
        new ApiResponse(202, "It is being worked on.", typeof(AnswerItem), new Dictionary<string, string> { ["Retry-After"] = "Seconds after which to look again." })) with
    {
        Parameters = [Id],
        Problems = [ApiProblemType.NotFound, ApiProblemType.AwsRefused, ApiProblemType.TimedOut],
    };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetAnswer))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "answers/{id}")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    /// <summary>An answer that is being worked on.</summary>
    internal static AnswerItem Item(AnswerRecord record) => new(record.Id, record.Question, "running", record.AskedAt);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var id = call.Arguments.Required(Id);
        if (await answers.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } record) return Unknown();
        if (record.Status == AnswerStatus.Running) return ApiAnswer.Accepted(Item(record), call.PathOf(Operation.Route, $"answers/{id}"), AskAgain);
        if (record.Status == AnswerStatus.Failed) return record.FailureKind is { } kind ? AskDiagnostic.Refused(kind, record.Failure!) : ApiAnswer.Problem(ApiProblemType.TimedOut, record.Failure!);
        return await answers.BodyAsync(record, cancellationToken).ConfigureAwait(false) is { } body ? AskDiagnostic.Written(record.Format, body) : Unknown();
    }

    private static ApiAnswer Unknown() => ApiAnswer.Problem(ApiProblemType.NotFound, "There is no answer of that id; it may be forgotten. Ask the question again.");
}
