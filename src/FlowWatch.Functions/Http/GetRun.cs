using FlowWatch.Core.Runs;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET runs/{id}</c>: one run of a check.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="runs">The runs.</param>
public sealed class GetRun(ApiBoundary boundary, RunStore runs)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);

    private static readonly TypedApiParameter<string> Id = ApiParameters.Text("id", "The id of the run.", RunParameter.Form, "the id of a run", ApiPlace.Path, isRequired: true);

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetRun>(
        "Tells of one run: how far it is, and what it could not look at.",
        new ApiResponse(200, "The run.", typeof(RunItem), new Dictionary<string, string> { ["Retry-After"] = "While it runs: seconds after which to look again." })) with
    {
        Parameters = [Id],
        Problems = [ApiProblemType.NotFound],
    };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetRun))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs/{id}")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        if (await runs.FindAsync(call.Arguments.Required(Id), cancellationToken).ConfigureAwait(false) is not { } run) return ApiAnswer.Problem(ApiProblemType.NotFound, "There is no run of that id; it may be forgotten. runs lists those that are known.");
        return run.Status == RunStatus.Running ? ApiAnswer.Ok(RunItem.Of(run)) with { RetryAfter = AskAgain } : ApiAnswer.Ok(RunItem.Of(run));
    }
}
