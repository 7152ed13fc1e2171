using System.Diagnostics.Metrics;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;

namespace FlowWatch.Functions.Hosting;

/// <summary>Counts what runs do, for whoever collects metrics. The runbook's success rate of the analysis functions is <c>flowwatch.runs</c> by its <c>status</c>.</summary>
public sealed class RunMetrics : ICheckObserver, IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "FlowWatch";

    private readonly Meter meter;
    private readonly Counter<long> runs;
    private readonly Counter<long> windows;
    private readonly Counter<long> records;
    private readonly Counter<long> findings;
    private double oldestUnjudged;

    /// <summary>The counters of a host.</summary>
    /// <param name="meters">Makes them.</param>
    public RunMetrics(IMeterFactory meters)
    {
        ArgumentNullException.ThrowIfNull(meters);
        meter = meters.Create(MeterName);
        runs = meter.CreateCounter<long>("flowwatch.runs", "{run}", "Runs that ended, by check and status.");
        windows = meter.CreateCounter<long>("flowwatch.windows", "{window}", "Windows by check and outcome: judged, revised, failed.");
        records = meter.CreateCounter<long>("flowwatch.records", "{record}", "Records judged, by check.");
        findings = meter.CreateCounter<long>("flowwatch.findings", "{finding}", "Findings stored, by detection and severity.");
        meter.CreateObservableGauge("flowwatch.oldest_unjudged", () => Volatile.Read(ref oldestUnjudged), "s", "How long ago the oldest window that is not judged ended.");
    }

    /// <summary>Takes what a heartbeat saw.</summary>
    public void Saw(TimeSpan? oldestUnjudgedAge) => Volatile.Write(ref oldestUnjudged, oldestUnjudgedAge?.TotalSeconds ?? 0);

    /// <inheritdoc/>
    public void RunStarted(RunRecord run)
    {
        // Counted when it ends, by how it ended.
    }

    /// <inheritdoc/>
    public void WindowJudged(RunRecord run, WindowLease lease, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(lease);
        ArgumentNullException.ThrowIfNull(findings);
        windows.Add(1, new("check", lease.Check), new("outcome", lease.Revision > 0 ? "revised" : "judged"));
        foreach (var finding in findings) this.findings.Add(1, new("detection", finding.Detection), new("severity", finding.Severity.ToString()));
    }

    /// <inheritdoc/>
    public void RunFinished(RunRecord run)
    {
        ArgumentNullException.ThrowIfNull(run);
        runs.Add(1, new("check", run.Check), new("status", run.Status.ToString()));
        records.Add(run.Records, new KeyValuePair<string, object?>("check", run.Check));
        if (run.WindowsFailed > 0) windows.Add(run.WindowsFailed, new("check", run.Check), new("outcome", "failed"));
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();
}
