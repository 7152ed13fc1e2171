using System.Globalization;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Checks;

/// <summary>Adds up what a run did, from several targets at once.</summary>
internal sealed class CheckRunTotals
{
    private readonly Lock gate = new();
    private readonly List<RunProblem> problems = [];
    private int problemCount;
    private int judged;
    private int revised;
    private int failed;
    private int findings;
    private int suppressed;
    private long records;

    /// <summary>Whether the host was stopped before the run was done.</summary>
    public bool Cancelled { get; set; }

    /// <summary>What is worth knowing and nobody's fault: suppressions that have expired.</summary>
    public IReadOnlyList<string> Notices { get; set; } = [];

    /// <summary>What could not be looked at, in one line.</summary>
    public static string PartialReason(ScanReport report) => string.Join("; ", report.Input.Problems.Take(3).Select(problem => problem.ToString()).Concat(report.Warnings.Take(2)));

    /// <summary>A window was judged and marked.</summary>
    public void Judged(string target, WindowLease lease, ScanReport report, string? reason)
    {
        lock (gate)
        {
            judged++;
            if (lease.Revision > 0) revised++;
            findings += report.Findings.Count;
            suppressed += report.Suppressed.Count;
            records += report.Input.Records;
        }

        if (reason is not null) Problem(target, string.Create(CultureInfo.InvariantCulture, $"window {lease.Window} was judged in part: {reason}"));
    }

    /// <summary>A window could not be judged.</summary>
    public void Failed(string target, WindowLease lease, string reason)
    {
        lock (gate) failed++;
        Problem(target, $"window {lease.Window} was not judged: {reason}");
    }

    /// <summary>Something could not be looked at.</summary>
    public void Problem(string target, string what)
    {
        lock (gate)
        {
            problemCount++;
            if (problems.Count < RunRecord.MaximumProblems) problems.Add(new RunProblem(target, what));
        }
    }

    /// <summary>The run as it ended.</summary>
    public RunRecord Finish(RunRecord run, DateTimeOffset now)
    {
        lock (gate)
        {
            return run with
            {
                FinishedAt = now,
                Status = Cancelled ? RunStatus.Cancelled : problemCount == 0 ? RunStatus.Succeeded : judged > 0 ? RunStatus.Partial : RunStatus.Failed,
                WindowsJudged = judged,
                WindowsRevised = revised,
                WindowsFailed = failed,
                Findings = findings,
                Records = records,
                ProblemCount = problemCount,
                Problems = [.. problems],
                Suppressed = suppressed,
                Notices = [.. Notices.Take(RunRecord.MaximumProblems)],
            };
        }
    }
}
