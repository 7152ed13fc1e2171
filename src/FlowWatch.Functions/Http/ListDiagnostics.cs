using System.Text.Json;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET diagnostics</c>: the questions that can be asked.</summary>
/// <param name="boundary">What every request passes.</param>
public sealed class ListDiagnostics(ApiBoundary boundary)
{
    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ListDiagnostics>(
        "Lists the questions that can be asked, with their parameters.", new ApiResponse(200, "All questions.", typeof(Page<QuestionItem>))) with
    { NeedsConfiguration = false };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ListDiagnostics))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "diagnostics")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, (call, _) => Task.FromResult(ApiAnswer.Ok(new Page<QuestionItem>([.. DiagnosticCatalog.All.Select(question => Item(call, question))], null))), cancellationToken);

    private static QuestionItem Item(ApiCall call, DiagnosticQuestion question) => new(
        question.Id, question.Title, question.Answers, Word(question.Subject), call.PathOf(Operation.Route, $"diagnostics/{question.Id}"),
        [.. question.Parameters.Select(parameter => new QuestionParameterItem(parameter.Name, parameter.Description, Word(parameter.Kind), parameter.IsRequired, parameter.Default, parameter.Words))]);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
