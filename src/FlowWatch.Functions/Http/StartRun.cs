using System.Security.Cryptography;
using System.Text;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Runs;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>POST checks/{check}/runs</c>: runs a check now, after the answer; the run tells how far it is. The same Idempotency-Key starts one run, however often it is sent.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="runs">The runs of checks.</param>
/// <param name="background">Runs them.</param>
/// <param name="time">Tells the time.</param>
public sealed class StartRun(ApiBoundary boundary, RunStore runs, BackgroundRuns background, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan WhenThereIsRoom = TimeSpan.FromSeconds(30);

    private static readonly TypedApiParameter<string> Check = ApiParameters.Choice("check", "The check.", CheckRunnerOptions.Checks, ApiPlace.Path, isRequired: true);
    private static readonly TypedApiParameter<string> Key = ApiParameters.Text(
        "Idempotency-Key", "Any text of the caller's. Requests with the same one start one run; it is remembered for a day.", "[!-~]{1,255}", "1 to 255 printable ASCII characters without blanks", ApiPlace.Header);

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<StartRun>(
        "Runs a check over everything that is due, after the answer.",
        new ApiResponse(202, "It is taken; Location tells where it is.", typeof(RunItem), new Dictionary<string, string> { ["Location"] = "Path of the run.", ["Retry-After"] = "Seconds after which to look." })) with
    {
        Parameters = [Check, Key],
        Problems = [ApiProblemType.NotFound, ApiProblemType.NoTargets, ApiProblemType.KeyReused, ApiProblemType.TooManyRuns],
    };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(StartRun))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "post", Route = "checks/{check}/runs")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var check = call.Arguments.Required(Check);
        if (call.Settings.Targets.Count == 0) return ApiAnswer.Problem(ApiProblemType.NoTargets, "The configuration names no target that can be used, so there is nothing to run over. health/ready tells more.");
        var now = time.GetUtcNow();
        var id = RunStore.NewId(now);
        if (call.Arguments.TryGet(Key, out var key)) id = await runs.RequestAsync(Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key))), id, cancellationToken).ConfigureAwait(false);

        // A run that is not there though its key is known: whoever took it was stopped before it could remember it. Then it is this request's.
        if (await runs.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { } run)
        {
            run = new RunRecord { Id = id, Check = check, Trigger = "http", Status = RunStatus.Running, StartedAt = now, Targets = call.Settings.Targets.Count, TraceId = call.Trace.TraceId.ToString() };
            await runs.SaveAsync(run, CancellationToken.None).ConfigureAwait(false);
            if (!background.TryTake(run, call.Trace)) return await RefuseAsync(run).ConfigureAwait(false);
        }

        return run.Check == check
            ? ApiAnswer.Accepted(RunItem.Of(run), call.PathOf(Operation.Route, $"runs/{id}"), AskAgain)
            : ApiAnswer.Problem(ApiProblemType.KeyReused, $"This Idempotency-Key started a run of {run.Check}; send another for one of {check}.");
    }

    private async Task<ApiAnswer> RefuseAsync(RunRecord run)
    {
        await runs.SaveAsync(run with { Status = RunStatus.Cancelled, FinishedAt = time.GetUtcNow() }, CancellationToken.None).ConfigureAwait(false);
        return ApiAnswer.Problem(ApiProblemType.TooManyRuns, $"{BackgroundRuns.MaximumWaiting} runs wait to begin, or the host is stopping. A run that waits will do what this one would have done.") with { RetryAfter = WhenThereIsRoom };
    }
}
