using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Hosting;
using FlowWatch.Functions.Http.Answers;
using FlowWatch.Functions.Http.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Http;

/// <summary><c>GET health/ready</c>: whether the host can do its work. Reads the state and asks AWS nothing.</summary>
/// <param name="boundary">What every request passes.</param>
/// <param name="reading">The settings, and what is wrong with them.</param>
/// <param name="runs">The runs of checks.</param>
/// <param name="heartbeats">The signs of life.</param>
/// <param name="outbox">The alerts that wait.</param>
/// <param name="alerts">When one waits for too long.</param>
/// <param name="host">Who this is.</param>
/// <param name="time">Tells the time.</param>
public sealed class GetReadiness(ApiBoundary boundary, SettingsReading reading, RunStore runs, HeartbeatStore heartbeats, OutboxStore outbox, AlertSettings alerts, HostIdentity host, TimeProvider time)
{
    private const int RunsLookedAt = 100;

    /// <summary>What it takes and answers.</summary>
    public static ApiOperation Operation { get; } = ApiOperation.Of<GetReadiness>(
        "Says whether configuration and state can be used, and how long ago each check succeeded.",
        new ApiResponse(200, "The host can do its work; degraded tells that something waits for too long or is left out.", typeof(Readiness)),
        new ApiResponse(503, "The host cannot do its work.", typeof(Readiness))) with
    { NeedsConfiguration = false };

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">The invocation is cancelled.</param>
    [Function(nameof(GetReadiness))]
    public Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Function, "get", Route = "health/ready")] HttpRequest request, CancellationToken cancellationToken) =>
        boundary.AnswerAsync(Operation, request, AnswerAsync, cancellationToken);

    private async Task<ApiAnswer> AnswerAsync(ApiCall call, CancellationToken cancellationToken)
    {
        var leftOut = reading.Targets.Where(target => target.Target is null).Select(target => target.Name).ToList();
        var (state, checks, heartbeat, waiting) = await LookAsync(cancellationToken).ConfigureAwait(false);
        var silence = time.GetUtcNow() - heartbeat?.At;
        var isReady = reading.IsUsable && state.IsUsable;
        var readiness = new Readiness
        {
            Status = !isReady ? "notReady" : leftOut.Count > 0 || heartbeat is { AgedWindows: > 0 } || silence > HeartbeatRecord.LongestPause || waiting is { IsStuck: true } ? "degraded" : "ready",
            Version = host.Version,
            Configuration = new ReadyConfiguration(reading.IsUsable, reading.Settings?.Targets.Count ?? 0, leftOut, [.. reading.Problems.Select(problem => problem.ToString())], [.. reading.Notes.Select(note => note.ToString())]),
            State = state,
            Checks = checks,
            Heartbeat = heartbeat,
            HeartbeatAgeSeconds = silence is { } pause ? Math.Round(pause.TotalSeconds) : null,
            Outbox = waiting,
        };
        return isReady ? ApiAnswer.Ok(readiness) : ApiAnswer.NotReady(readiness);
    }

    private async Task<(ReadyState State, IReadOnlyList<ReadyCheck> Checks, HeartbeatRecord? Heartbeat, ReadyOutbox? Outbox)> LookAsync(CancellationToken cancellationToken)
    {
        if (!reading.IsUsable) return (new ReadyState(false, "not opened, because the configuration cannot be used"), [], null, null);
        try
        {
            var checks = new List<ReadyCheck>();
            foreach (var check in CheckRunnerOptions.Checks)
            {
                var last = (await runs.LastSucceededAsync(check, RunsLookedAt, cancellationToken).ConfigureAwait(false))?.FinishedAt;
                checks.Add(new ReadyCheck(check, last, last is { } at ? Math.Round((time.GetUtcNow() - at).TotalSeconds) : null));
            }

            var waiting = await outbox.StatusAsync(cancellationToken).ConfigureAwait(false);
            return (new ReadyState(true, null), checks, await heartbeats.LatestAsync(cancellationToken).ConfigureAwait(false), waiting is null ? null : ReadyOutbox.Of(waiting, alerts, time.GetUtcNow()));
        }
        catch (StateException error)
        {
            return (new ReadyState(false, error.Message), [], null, null);
        }
    }
}
