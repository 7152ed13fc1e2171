using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Incidents.Operations;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Windows;
using Microsoft.Extensions.Logging;

namespace FlowWatch.Functions.Hosting;

/// <summary>A sign of life: how much waits, which windows and alerts wait for too long, which incidents are quiet, and once a day forgetting what is old.</summary>
public sealed class HeartbeatWork
{
    private readonly SettingsReading reading;
    private readonly LedgerSurvey survey;
    private readonly HeartbeatStore heartbeats;
    private readonly StateRetention retention;
    private readonly OperationsWatch watch;
    private readonly IncidentSweep sweep;
    private readonly OutboxStore outbox;
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
    /// <param name="watch">Makes incidents of what is wrong with FlowWatch itself.</param>
    /// <param name="sweep">Resolves incidents that are quiet.</param>
    /// <param name="outbox">How many alerts wait.</param>
    /// <param name="options">How time is cut.</param>
    /// <param name="metrics">Is told the age of the oldest window.</param>
    /// <param name="host">Who this is.</param>
    /// <param name="time">Tells the time.</param>
    /// <param name="logger">Is told.</param>
    public HeartbeatWork(SettingsReading reading, LedgerSurvey survey, HeartbeatStore heartbeats, StateRetention retention, OperationsWatch watch, IncidentSweep sweep, OutboxStore outbox, CheckRunnerOptions options, RunMetrics metrics, HostIdentity host, TimeProvider time, ILogger<HeartbeatWork> logger)
    {
        this.reading = reading;
        this.survey = survey;
        this.heartbeats = heartbeats;
        this.retention = retention;
        this.watch = watch;
        this.sweep = sweep;
        this.outbox = outbox;
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
        var summaries = await survey.EachAsync(subjects, cancellationToken).ConfigureAwait(false);
        var summary = summaries.Aggregate(LedgerSummary.Nothing, (sum, one) => sum.With(one));
        var waiting = await outbox.StatusAsync(cancellationToken).ConfigureAwait(false);
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
            WaitingAlerts = waiting?.Waiting ?? 0,
            OldestAlertSeconds = (time.GetUtcNow() - waiting?.Oldest)?.TotalSeconds,
            ParkedAlerts = waiting?.Parked ?? 0,
            FailingTopics = waiting?.Failing.Count ?? 0,
        };
        await heartbeats.SaveAsync(heartbeat, cancellationToken).ConfigureAwait(false);
        metrics.Saw(summary.OldestUnjudgedAge);
        HostLog.HeartbeatGiven(logger, targets.Count, summary.Due, summary.Open, summary.Failed, summary.AgedCount, summary.OldestUnjudgedAge is { } age ? ReadableNumber.Duration(age) : "0 s");
        foreach (var aged in summary.Aged) HostLog.WindowAged(logger, aged.Target, aged.Check, aged.Window.From, aged.Window.To, aged.Window.Status, aged.Window.Attempts, aged.Window.Reason ?? "no reason is known");
        await watch.RunAsync(targets, [.. subjects.Zip(summaries)], waiting, cancellationToken).ConfigureAwait(false);
        if (await sweep.RunAsync(targets, cancellationToken).ConfigureAwait(false) is > 0 and var quiet) HostLog.IncidentsQuiet(logger, quiet);
        if (await retention.RunAsync(targets, cancellationToken).ConfigureAwait(false) is > 0 and var rows) HostLog.RetentionDone(logger, rows);
        return heartbeat;
    }
}
