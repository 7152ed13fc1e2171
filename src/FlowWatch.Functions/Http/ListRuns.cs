using FlowWatch.Core.Runs;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET runs</c>: the runs of checks, the newest first.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="runs">The runs.</param>
public sealed class ListRuns(ApiBoundary boundary, RunStore runs)
{
    private static readonly TypedApiParameter<IReadOnlyList<string>> Status = ApiParameters.Choices("status", "Only runs that ended so.", RunItem.Statuses);
    private static readonly TypedApiParameter<int> Top = ApiParameters.Top(50, 200);
    private static readonly TypedApiParameter<string> Continuation = ApiParameters.Continuation(RunParameter.Form);

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<ListRuns>("Lists the runs of checks, the newest first.", new ApiResponse(200, "A page of runs.", typeof(Page<RunItem>))) with
    {
        Parameters = [CheckParameter.Filter, Status, Top, Continuation],
    };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(ListRuns))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "runs")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var (check, statuses) = (call.Arguments.Or(CheckParameter.Filter, ""), call.Arguments.Or(Status, []));
        var page = new PageReader<RunItem>(call.Arguments.Or(Top, 50));
        await foreach (var run in runs.ListAsync(call.Arguments.TryGet(Continuation, out var after) ? after : null, cancellationToken).ConfigureAwait(false))
        {
            var item = RunItem.Of(run);
            if (!page.Take(item, run.Id, (check.Length == 0 || item.Check == check) && (statuses.Count == 0 || statuses.Contains(item.Status)))) break;
        }

        return ApiAnswer.Ok(new Page<RunItem>(page.Items, page.Next is { } last ? call.NextLink((Continuation, ContinuationText.Of(last))) : null));
    }
}
