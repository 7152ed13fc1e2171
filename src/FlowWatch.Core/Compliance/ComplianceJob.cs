using System.Diagnostics;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Compliance.Reports.Copies;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance;

/// <summary>Verifies all targets, stores the report, makes incidents of what is wrong, and remembers the run as those of checks are remembered.</summary>
/// <param name="runner">Verifies.</param>
/// <param name="chain">Stores reports.</param>
/// <param name="incidents">Makes incidents.</param>
/// <param name="copying">Copies reports where targets ask for it.</param>
/// <param name="runs">Where the run is remembered.</param>
/// <param name="time">Tells the time.</param>
/// <param name="observers">Are told what runs do; null tells nobody.</param>
public sealed class ComplianceJob(ComplianceRunner runner, ReportChain chain, ComplianceIncidents incidents, ReportCopying copying, RunStore runs, TimeProvider time, IEnumerable<ICheckObserver>? observers = null)
{
    /// <summary>What runs of compliance are called among runs of checks.</summary>
    public const string Check = "compliance";

    private readonly List<ICheckObserver> observers = [.. observers ?? []];

    /// <summary>Runs. A run that was stopped stores no report: a part of one would pass for the whole.</summary>
    /// <param name="id">The id of the run: <see cref="RunStore.NewId"/>.</param>
    /// <param name="trigger">What started it.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="cancellationToken">The host is stopping: the run ends as cancelled.</param>
    /// <exception cref="State.StateException">The state cannot be used.</exception>
    public async Task<RunRecord> RunAsync(string id, string trigger, IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var run = new RunRecord { Id = id, Check = Check, Trigger = trigger, Status = RunStatus.Running, StartedAt = time.GetUtcNow(), Targets = targets.Count, TraceId = Activity.Current?.TraceId.ToString() };
        await runs.SaveAsync(run, cancellationToken).ConfigureAwait(false);
        observers.ForEach(observer => observer.RunStarted(run));
        var finished = await FinishAsync(run, targets, cancellationToken).ConfigureAwait(false) with { FinishedAt = time.GetUtcNow() };
        await runs.SaveAsync(finished, CancellationToken.None).ConfigureAwait(false);
        observers.ForEach(observer => observer.RunFinished(finished));
        return finished;
    }

    private async Task<RunRecord> FinishAsync(RunRecord run, IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        try
        {
            var report = await chain.AppendAsync(await runner.RunAsync(targets, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            // The report is stored: who must hear of it does, even if the host stops now.
            await incidents.TakeAsync(report, targets, run.TraceId, CancellationToken.None).ConfigureAwait(false);
            return NotCopied(Told(run, report), await CopyAsync(run, report, targets, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return run with { Status = RunStatus.Cancelled };
        }
        catch (ReportStoreException error)
        {
            return run with { Status = RunStatus.Failed, ProblemCount = 1, Problems = [new RunProblem("all", error.Message)] };
        }
    }

    // The report is stored: a run that is stopped while it copies has done its work, and the next one goes on copying.
    private async Task<IReadOnlyList<ReportCopyTrouble>> CopyAsync(RunRecord run, ComplianceReport report, IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        try
        {
            return await copying.RunAsync(targets, report.Number, run.TraceId, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return [];
        }
    }

    private static RunRecord NotCopied(RunRecord run, IReadOnlyList<ReportCopyTrouble> troubles) => troubles.Count == 0 ? run : run with
    {
        Status = run.Status == RunStatus.Succeeded ? RunStatus.Partial : run.Status,
        ProblemCount = run.ProblemCount + troubles.Count,
        Problems = [.. troubles.Select(trouble => new RunProblem(trouble.Target, trouble.ToString())).Concat(run.Problems).Take(RunRecord.MaximumProblems)],
    };

    private static RunRecord Told(RunRecord run, ComplianceReport report)
    {
        var problems = ComplianceRow.Of(report).Where(row => row.Status == ControlStatus.NotVerified).ToList();
        var failed = StatusTally.Of(report.Targets).Fail;
        return run with
        {
            Status = problems.Count == 0 ? RunStatus.Succeeded : report.Targets.All(target => target.NotVerified is not null) ? RunStatus.Failed : RunStatus.Partial,
            Report = report.Id,
            ProblemCount = problems.Count,
            Problems = [.. problems.GroupBy(row => (row.Target.Target, Why: Reason(row))).Take(RunRecord.MaximumProblems).Select(group => new RunProblem(group.Key.Target, Problem([.. group], group.Key.Why)))],
            Notices = failed == 0 ? [] : [$"{ReadableNumber.Count(failed, "results")} of controls are not as they must be; the report {report.Id} tells which."],
        };
    }

    // Credentials that are missing keep every control from its facts; that is one thing to mend, and is told once.
    private static string Reason(ComplianceRow row) =>
        row.Result is { NotSeen.Count: > 0 } result && result.NotSeen.Select(failure => failure.Message).Distinct().ToList() is [var only] ? only : row.Statement;

    private static string Problem(List<ComplianceRow> rows, string why) => rows is [var row]
        ? $"{(row.Result is { } result ? $"{result.Control}: " : "")}{row.Statement}"
        : $"{ReadableNumber.Count(rows.Count, "results")} of controls could not be verified ({string.Join(", ", rows.Select(one => one.Result!.Control).Distinct())}): {why}";
}
