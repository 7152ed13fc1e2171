using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Windows;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Hosting;

/// <summary>A sign of life: how much waits, which windows wait for too long, and once a day forgetting what is old.</summary>
public sealed class HeartbeatWork
{
    private readonly SettingsReading reading;
    private readonly LedgerSurvey survey;
    private readonly HeartbeatStore heartbeats;
    private readonly StateRetention retention;
    private readonly CheckRunnerOptions options;
    private readonly RunMetrics metrics;
    private readonly HostIdentity host;
    private readonly TimeProvider time;
    private readonly ILogger<HeartbeatWork> logger;

    /// <summary>The heartbeat of a host.</summary>
    /// <param name="reading">The settings.</param>
    /// <param name="survey">Looks over the ledger.</param>
    /// <param name="heartbeats">Remembers.</param>
    /// <param name="retention">Forgets.</param>
    /// <param name="options">How time is cut.</param>
    /// <param name="metrics">Is told the age of the oldest window.</param>
    /// <param name="host">Who this is.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="logger">Is told.</param>
    public HeartbeatWork(SettingsReading reading, LedgerSurvey survey, HeartbeatStore heartbeats, StateRetention retention, CheckRunnerOptions options, RunMetrics metrics, HostIdentity host, TimeProvider time, ILogger<HeartbeatWork> logger)
    {
        this.reading = reading;
        this.survey = survey;
        this.heartbeats = heartbeats;
        this.retention = retention;
        this.options = options;
        this.metrics = metrics;
        this.host = host;
        this.time = time;
        this.logger = logger;
    }

    /// <summary>Gives a sign of life.</summary>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<HeartbeatRecord> RunAsync(CancellationToken cancellationToken)
    {
        var targets = reading.Settings?.Targets ?? [];
        var subjects = targets.SelectMany(target => CheckRunnerOptions.Checks.Select(check => (target.Name, check, options.WindowsOf(check)))).ToList();
        var summary = await survey.RunAsync(subjects, cancellationToken).ConfigureAwait(false);
        var heartbeat = new HeartbeatRecord
        {
            At = time.GetUtcNow(),
            Host = host.Name,
            FlowWatchVersion = host.Version,
            Targets = targets.Count,
            DueWindows = summary.Due,
            OpenWindows = summary.Open,
            FailedWindows = summary.Failed,
            AgedWindows = summary.AgedCount,
            OldestUnjudgedSeconds = summary.OldestUnjudgedAge?.TotalSeconds,
        };
        await heartbeats.SaveAsync(heartbeat, cancellationToken).ConfigureAwait(false);
        metrics.Saw(summary.OldestUnjudgedAge);
        HostLog.HeartbeatGiven(logger, targets.Count, summary.Due, summary.Open, summary.Failed, summary.AgedCount, summary.OldestUnjudgedAge is { } age ? ReadableNumber.Duration(age) : "0 s");
        foreach (var aged in summary.Aged) HostLog.WindowAged(logger, aged.Target, aged.Check, aged.Window.From, aged.Window.To, aged.Window.Status, aged.Window.Attempts, aged.Window.Reason ?? "no reason is known");
        if (await retention.RunAsync(targets, cancellationToken).ConfigureAwait(false) is > 0 and var rows) HostLog.RetentionDone(logger, rows);
        return heartbeat;
    }
}
