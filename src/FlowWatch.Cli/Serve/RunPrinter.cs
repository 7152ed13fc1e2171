using System.Collections.Concurrent;
using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;

namespace FlowWatch.Cli.Serve;

/// <summary>Prints runs as they happen, and each finding when it is first seen or gets worse.</summary>
/// <param name="output">Where.</param>
internal sealed class RunPrinter(ServeOutput output) : ICheckObserver
{
    private readonly ConcurrentDictionary<string, Severity> seen = new();
    private long runs;
    private long windows;

    /// <summary>What was done, in a line.</summary>
    public string Summary => string.Create(CultureInfo.InvariantCulture, $"{ReadableNumber.Count(Interlocked.Read(ref runs), "runs")}, {ReadableNumber.Count(Interlocked.Read(ref windows), "windows")} judged, {ReadableNumber.Count(seen.Count, "different findings")}");

    /// <inheritdoc/>
    public void RunStarted(RunRecord run)
    {
        if (output.IsVerbose) output.Say($"{output.Now} {run.Check} ({run.Trigger}) begins: run {run.Id}");
    }

    /// <inheritdoc/>
    public void WindowJudged(RunRecord run, WindowLease lease, IReadOnlyList<Finding> findings)
    {
        Interlocked.Increment(ref windows);
        foreach (var finding in findings.Where(IsNews)) output.Say($"{output.Now}   {ReportWords.Of(finding.Severity).ToUpperInvariant()} {finding.Detection} {finding.Source}: {finding.Summary} [{finding.MonitoredTarget}]");
    }

    /// <inheritdoc/>
    public void RunFinished(RunRecord run)
    {
        Interlocked.Increment(ref runs);
        var isIdle = run is { WindowsJudged: 0, ProblemCount: 0, Status: RunStatus.Succeeded };
        if (isIdle && !output.IsVerbose) return;
        var revised = run.WindowsRevised == 0 ? "" : $" ({ReadableNumber.Count(run.WindowsRevised)} anew)";
        var what = isIdle ? "nothing is due" : $"{ReadableNumber.Count(run.WindowsJudged, "windows")}{revised}, {ReadableNumber.Count(run.Records, "records")}, {ReadableNumber.Count(run.Findings, "findings")}";
        output.Say($"{output.Now} {run.Check} ({run.Trigger}) {run.Status.ToString().ToLowerInvariant()}: {what}");
    }

    private bool IsNews(Finding finding)
    {
        while (true)
        {
            if (!seen.TryGetValue(finding.Fingerprint, out var known))
            {
                if (seen.TryAdd(finding.Fingerprint, finding.Severity)) return true;
            }
            else if (known >= finding.Severity)
            {
                return false;
            }
            else if (seen.TryUpdate(finding.Fingerprint, finding.Severity, known))
            {
                return true;
            }
        }
    }
}
