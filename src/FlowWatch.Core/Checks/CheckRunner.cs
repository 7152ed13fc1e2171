using System.Diagnostics;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Suppressions;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Checks;

/// <summary>
/// Judges everything that is due: for each target the windows that the ledger hands out, the oldest first; stores the findings; makes
/// incidents of them; then marks the window. This is the only place that knows that order. Targets do not wait for each other.
/// </summary>
/// <param name="source">Where flow logs are asked.</param>
/// <param name="ledger">Which windows are due.</param>
/// <param name="findings">Where findings go.</param>
/// <param name="runs">Where the run itself is remembered.</param>
/// <param name="options">How time is cut, how many targets at once.</param>
/// <param name="time">Tells the time.</param>
/// <param name="observers">Are told what runs do; null tells nobody.</param>
/// <param name="suppressions">The suppressions besides those of the configuration, and where hits are counted; null knows none and counts nothing.</param>
/// <param name="incidents">Makes incidents of what is found, and of what cannot be looked at; null makes none.</param>
/// <param name="suppressed">Resolves open incidents that are suppressed meanwhile; null resolves none.</param>
public sealed class CheckRunner(IFlowLogSource source, WindowLedger ledger, FindingStore findings, RunStore runs, CheckRunnerOptions options, TimeProvider time, IEnumerable<ICheckObserver>? observers = null, SuppressionRegister? suppressions = null, CheckIncidents? incidents = null, SuppressedIncidents? suppressed = null)
{
    private static readonly ActivitySource Activities = new("FlowWatch.Checks");

    private readonly List<ICheckObserver> observers = [.. observers ?? []];

    /// <summary>Runs a check over targets.</summary>
    /// <param name="id">The id of the run: <see cref="RunStore.NewId"/>.</param>
    /// <param name="check"><c>anomaly</c> or <c>security</c>.</param>
    /// <param name="trigger">What started it.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="cancellationToken">The host is stopping: leases are given back, and the run ends as cancelled.</param>
    /// <returns>The run. What could not be looked at is in it; nothing but trouble with the state is thrown.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<RunRecord> RunAsync(string id, string check, string trigger, IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        using var activity = Activities.StartActivity($"check {check}");
        var run = new RunRecord { Id = id, Check = check, Trigger = trigger, Status = RunStatus.Running, StartedAt = time.GetUtcNow(), Targets = targets.Count, TraceId = (activity ?? Activity.Current)?.TraceId.ToString() };
        await runs.SaveAsync(run, cancellationToken).ConfigureAwait(false);
        observers.ForEach(observer => observer.RunStarted(run));
        var totals = new CheckRunTotals();
        try
        {
            await NoticeExpiredAsync(totals, cancellationToken).ConfigureAwait(false);
            await Parallel.ForEachAsync(
                targets,
                new ParallelOptions { MaxDegreeOfParallelism = options.Settings.TargetsAtOnce, CancellationToken = cancellationToken },
                async (target, stopping) => await JudgeAsync(run, target, totals, stopping).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            totals.Cancelled = true;
        }

        var finished = totals.Finish(run, time.GetUtcNow());
        await runs.SaveAsync(finished, CancellationToken.None).ConfigureAwait(false);
        observers.ForEach(observer => observer.RunFinished(finished));
        return finished;
    }

    private async Task JudgeAsync(RunRecord run, MonitoredTarget target, CheckRunTotals totals, CancellationToken stopping)
    {
        var check = run.Check;
        var windows = options.WindowsOf(check);
        try
        {
            await ReopenLateAsync(target, check, windows, totals, stopping).ConfigureAwait(false);
            for (var count = 0; count < windows.WindowsPerRun; count++)
            {
                // Read for each window anew: what was added or removed meanwhile applies at once.
                var current = await WithSuppressionsAsync(target, stopping).ConfigureAwait(false);
                if (await ledger.ClaimAsync(target.Name, check, windows, stopping).ConfigureAwait(false) is not { } lease) return;
                if (!await JudgeAsync(run, current, lease, windows, totals, stopping).ConfigureAwait(false)) return;
            }
        }
        catch (StateException error)
        {
            // The state may fail for one target only (a row that is damaged); if it fails for all, the run says so for each.
            totals.Problem(target.Name, error.Message);
        }
    }

    private async Task NoticeExpiredAsync(CheckRunTotals totals, CancellationToken cancellationToken)
    {
        if (suppressions is null) return;
        try
        {
            totals.Notices = await suppressions.NewlyExpiredAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StateException error)
        {
            totals.Problem("suppressions", error.Message);
        }
    }

    private async Task<MonitoredTarget> WithSuppressionsAsync(MonitoredTarget target, CancellationToken stopping)
    {
        if (suppressions is null) return target;
        var now = time.GetUtcNow();
        var all = await suppressions.OfTargetAsync(target, stopping).ConfigureAwait(false);
        // An expired one is told once, by the run, and not by each window.
        IReadOnlyList<Suppression> active = [.. all.Where(suppression => suppression.Expires > now)];
        if (suppressed is not null) await suppressed.ApplyOnChangeAsync(target, active, stopping).ConfigureAwait(false);
        return target with { Settings = target.Settings with { Suppressions = active } };
    }

    private async Task ReopenLateAsync(MonitoredTarget target, string check, WindowOptions windows, CheckRunTotals totals, CancellationToken stopping)
    {
        if (windows.LateLooks is not [.., var horizon]) return;
        var now = time.GetUtcNow();
        // Twice the horizon, so that a host that was down for a while still takes its last look.
        var rows = await ledger.ListAsync(target.Name, check, now - (2 * horizon) - windows.LongestWindow, null, stopping).ConfigureAwait(false);
        var judged = rows.Where(row => windows.IsLookDue(row, now)).Select(row => (Row: row, Window: new TimeWindow(row.From, row.To))).ToList();
        if (judged.Count == 0) return;
        var late = await source.LateAsync(target, [.. judged.Select(one => (one.Window, one.Row.ArrivedUntil!.Value))], stopping).ConfigureAwait(false);
        if (!late.IsKnown)
        {
            totals.Problem(target.Name, $"late records could not be looked for: {late.Failure}");
            return;
        }

        foreach (var (row, window) in judged)
        {
            if (late.Value.Contains(window)) await ledger.ReviseAsync(target.Name, check, row, stopping).ConfigureAwait(false);
            else await ledger.LookedAsync(target.Name, check, row, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>Judges one window; false where the next one would fail the same way, or the host is stopping.</summary>
    private async Task<bool> JudgeAsync(RunRecord run, MonitoredTarget target, WindowLease lease, WindowOptions windows, CheckRunTotals totals, CancellationToken stopping)
    {
        var held = new HeldLease(ledger, lease, windows, time, stopping);
        await using (held.ConfigureAwait(false))
        {
            TargetJudgement judgement;
            try
            {
                judgement = await new TargetCheck(source, time, options.FlowWatchVersion).RunAsync(target, lease.Check, lease.Window, windows.Overlap, held.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                await AbandonAsync(await held.StopAsync().ConfigureAwait(false)).ConfigureAwait(false);
                stopping.ThrowIfCancellationRequested();
                totals.Problem(target.Name, $"the lease of window {lease.Window} was lost while it was judged; another run has it.");
                return true;
            }

            // From here on nothing is cancelled: what was judged is stored and marked, which takes little time.
            var last = await held.StopAsync().ConfigureAwait(false);
            // Held anew first: a host that slept may have lost the window to another, whose findings must not be replaced by older ones.
            if (last is not null) last = await ledger.RenewAsync(last, windows, CancellationToken.None).ConfigureAwait(false);
            if (last is null)
            {
                totals.Problem(target.Name, $"the lease of window {lease.Window} was lost while it was judged; another run has it.");
                return true;
            }

            if (judgement.Report is not { } report)
            {
                totals.Failed(target.Name, lease, judgement.NotVerified!);
                if (incidents is not null) await incidents.NotJudgedAsync(target, lease, judgement, run.TraceId, CancellationToken.None).ConfigureAwait(false);
                await ledger.FailAsync(last, judgement.NotVerified!, windows, CancellationToken.None).ConfigureAwait(false);
                return false;
            }

            await findings.ReplaceAsync(target.Name, lease.Check, lease.Window, report.Findings, CancellationToken.None).ConfigureAwait(false);
            if (incidents is not null) await incidents.FoundAsync(target, lease, report.Findings, judgement.Format, run.TraceId, CancellationToken.None).ConfigureAwait(false);
            if (suppressions is not null) await suppressions.CountAsync(target.Name, lease.Check, lease.Window, report.Suppressed, CancellationToken.None).ConfigureAwait(false);
            var reason = report.Status == ScanStatus.Partial ? CheckRunTotals.PartialReason(report) : null;
            if (report.Input.UnansweredQueries > 0)
            {
                // What was found is kept, and the window is not done: what the queries without an answer would have told is still to be found.
                totals.Failed(target.Name, lease, reason!);
                if (incidents is not null) await incidents.NotJudgedAsync(target, lease, judgement with { NotVerified = reason, Failure = report.Input.Failure }, run.TraceId, CancellationToken.None).ConfigureAwait(false);
                await ledger.FailAsync(last, reason!, windows, CancellationToken.None).ConfigureAwait(false);
                return false;
            }

            if (incidents is not null) await incidents.JudgedAsync(target, lease, CancellationToken.None).ConfigureAwait(false);
            var outcome = new WindowOutcome(report.Input.Records, report.Findings.Count, judgement.ArrivedUntil, reason) { Traffic = report.Input.Traffic };
            if (!await ledger.CompleteAsync(last, outcome, CancellationToken.None).ConfigureAwait(false)) return true;
            totals.Judged(target.Name, lease, report, reason);
            observers.ForEach(observer => observer.WindowJudged(run, lease, report.Findings));
            return true;
        }
    }

    private async Task AbandonAsync(WindowLease? lease)
    {
        if (lease is not null) await ledger.AbandonAsync(lease, CancellationToken.None).ConfigureAwait(false);
    }
}
