using FlowWatch.Core.Compliance;
using FlowWatch.Core.Runs;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>POST compliance/runs</c>: verifies all targets now, after the answer; the run tells how far it is, and then the id of its report.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="runs">The runs.</param>
/// <param name="background">Runs them.</param>
/// <param name="time">Tells the time.</param>
public sealed class StartComplianceRun(ApiBoundary boundary, RunStore runs, BackgroundRuns background, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WhenThereIsRoom = TimeSpan.FromSeconds(60);

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<StartComplianceRun>(
        "Verifies the requirements at all targets, after the answer, and stores the report.",
        new ApiResponse(202, "It is taken; Location tells where it is.", typeof(RunItem), new Dictionary<string, string> { ["Location"] = "Path of the run.", ["Retry-After"] = "Seconds after which to look." })) with
    { Problems = [ApiProblemType.NoTargets, ApiProblemType.TooManyRuns] };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(StartComplianceRun))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "compliance/runs")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, (call, _) => AnswerAsync(call), cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call)
    {
        if (call.Settings.Targets.Count == 0) return ApiAnswer.Problem(ApiProblemType.NoTargets, "The configuration names no target that can be used, so there is nothing to verify. health/ready tells more.");
        var now = time.GetUtcNow();
        var run = new RunRecord { Id = RunStore.NewId(now), Check = ComplianceJob.Check, Trigger = "http", Status = RunStatus.Running, StartedAt = now, Targets = call.Settings.Targets.Count, TraceId = call.Trace.TraceId.ToString() };
        await runs.SaveAsync(run, CancellationToken.None).ConfigureAwait(false);
        if (background.TryTake(run, call.Trace)) return ApiAnswer.Accepted(RunItem.Of(run), call.PathOf(Operation.Route, $"runs/{run.Id}"), AskAgain);
        await runs.SaveAsync(run with { Status = RunStatus.Cancelled, FinishedAt = time.GetUtcNow() }, CancellationToken.None).ConfigureAwait(false);
        return ApiAnswer.Problem(ApiProblemType.TooManyRuns, $"{BackgroundRuns.MaximumWaiting} runs wait to begin, or the host is stopping.") with { RetryAfter = WhenThereIsRoom };
    }
}
