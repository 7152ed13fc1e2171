using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Incidents.Operations;

/// <summary>Looks over FlowWatch's own work: windows that wait for too long, targets without records, topics that do not accept. Each becomes an incident, and is resolved when it is well again.</summary>
/// <param name="recorder">Makes incidents.</param>
/// <param name="ledger">What was judged.</param>
/// <param name="settings">From when on it is an incident.</param>
/// <param name="time">Tells the time.</param>
public sealed class OperationsWatch(IncidentRecorder recorder, WindowLedger ledger, AlertSettings settings, TimeProvider time)
{
    private const int AtOnce = 16;

    /// <summary>Looks over everything.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="subjects">Target, check and how its time is cut, each with what waits of it.</param>
    /// <param name="outbox">What waits to be sent; null where nothing was ever dispatched.</param>
    /// <param name="cancellationToken">Stops between two targets.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task RunAsync(
        IReadOnlyList<MonitoredTarget> targets, IReadOnlyList<((string Target, string Check, WindowOptions Windows) Subject, LedgerSummary Summary)> subjects, OutboxStatus? outbox, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var ofTargets = subjects.ToLookup(one => one.Subject.Target, StringComparer.Ordinal);
        await Parallel.ForEachAsync(targets, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (target, stopping) =>
        {
            foreach (var (subject, summary) in ofTargets[target.Name]) await AgeingAsync(target, subject.Check, summary, stopping).ConfigureAwait(false);
            await RecordsAsync(target, [.. ofTargets[target.Name].Select(one => (one.Subject.Check, one.Subject.Windows))], stopping).ConfigureAwait(false);
        }).ConfigureAwait(false);
        await OutboxAsync(targets, outbox, cancellationToken).ConfigureAwait(false);
    }

    private async Task AgeingAsync(MonitoredTarget target, string check, LedgerSummary summary, CancellationToken cancellationToken)
    {
        if (summary is not { AgedCount: > 0, Aged: [var oldest, ..] })
        {
            await ClearAsync(OperationalTrouble.CheckAgeing, target, check, "no window waits for too long any more", cancellationToken).ConfigureAwait(false);
            return;
        }

        var window = new TimeWindow(oldest.Window.From, oldest.Window.To);
        var what = FormattableString.Invariant($"The {check} check of {target.Name} has not judged {ReadableNumber.Count(summary.AgedCount, "windows")} for too long; the oldest is {window}, {ReadableNumber.Count(oldest.Window.Attempts, "attempts")}: {oldest.Window.Reason ?? (oldest.Window.Attempts == 0 ? "nobody has begun it" : "no reason is known")}");
        await RaiseAsync(OperationalTrouble.CheckAgeing, target, check, what, cancellationToken).ConfigureAwait(false);
    }

    private async Task RecordsAsync(MonitoredTarget target, IReadOnlyList<(string Check, WindowOptions Windows)> checks, CancellationToken cancellationToken)
    {
        // One check that saw records is enough: both read the same flow log.
        var looks = new List<(TimeSpan Judged, bool HasRecords)>();
        foreach (var (check, windows) in checks) looks.Add(await LookAsync(target, check, windows, cancellationToken).ConfigureAwait(false));
        if (looks.Any(look => look.HasRecords))
        {
            await ClearAsync(OperationalTrouble.NoRecords, target, "records", "records arrive again", cancellationToken).ConfigureAwait(false);
        }
        else if (looks.Any(look => look.Judged >= settings.NoRecordsAfter))
        {
            var what = $"In the latest {LengthOfTime.Text(settings.NoRecordsAfter)} that was judged there was no flow log record of {target.Name} ({target.Folder ?? target.LogGroup} in {target.Account}, {target.Region}). Either there was no traffic at all, or the flow log does not deliver.";
            await RaiseAsync(OperationalTrouble.NoRecords, target, "records", what, cancellationToken).ConfigureAwait(false);
        }
    }

    // How much of the latest time was judged, and whether any record was there in it.
    private async Task<(TimeSpan Judged, bool HasRecords)> LookAsync(MonitoredTarget target, string check, WindowOptions windows, CancellationToken cancellationToken)
    {
        if (await ledger.PositionAsync(target.Name, check, cancellationToken).ConfigureAwait(false) is not { } position) return (TimeSpan.Zero, false);
        var rows = await ledger.ListAsync(target.Name, check, position.Watermark - settings.NoRecordsAfter - windows.LongestWindow, null, cancellationToken).ConfigureAwait(false);
        var judged = rows.Where(row => row.Status == WindowStatus.Done && row.To > position.Watermark - settings.NoRecordsAfter).ToList();
        return (judged.Aggregate(TimeSpan.Zero, (sum, row) => sum + (row.To - row.From)), judged.Any(row => row.Records is null or > 0));
    }

    private async Task OutboxAsync(IReadOnlyList<MonitoredTarget> targets, OutboxStatus? outbox, CancellationToken cancellationToken)
    {
        await StrandedAsync(targets, outbox?.Stranded ?? [], cancellationToken).ConfigureAwait(false);
        var now = time.GetUtcNow();
        var failing = (outbox?.Failing ?? []).Where(topic => now - topic.FailingSince >= settings.StuckAfter).ToDictionary(topic => topic.Topic, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in targets)
        {
            // A topic of many targets is one trouble: that of the first that names it.
            foreach (var topic in target.Topics.All.Where(seen.Add))
            {
                if (!failing.TryGetValue(topic, out var state))
                {
                    await ClearAsync(OperationalTrouble.OutboxStuck, target, topic, "the topic accepts again, or nothing waits for it", cancellationToken).ConfigureAwait(false);
                    continue;
                }

                var what = FormattableString.Invariant($"{topic} has not accepted alerts for {ReadableNumber.Duration(now - state.FailingSince!.Value)} ({ReadableNumber.Count(state.Failures, "tries")}): {state.Error}. Waiting in all: {ReadableNumber.Count(outbox!.Waiting, "alerts")}, of them parked: {ReadableNumber.Count(outbox.Parked)}.");
                await RaiseAsync(OperationalTrouble.OutboxStuck, target, topic, what, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // It is nobody's any more: the first target's people are told.
    private async Task StrandedAsync(IReadOnlyList<MonitoredTarget> targets, IReadOnlyList<StrandedAlerts> stranded, CancellationToken cancellationToken)
    {
        const string Thing = "removed targets";
        if (targets.Count == 0) return;
        if (stranded.Count == 0)
        {
            await ClearAsync(OperationalTrouble.OutboxStuck, targets[0], Thing, "nothing of removed targets waits any more", cancellationToken).ConfigureAwait(false);
            return;
        }

        var what = $"{ReadableNumber.Count(stranded.Sum(one => one.Count), "alerts")} of targets that the settings no longer name wait for addresses that no target names any more, and nobody may send them: {string.Join("; ", stranded.Take(5).Select(one => $"{one.Target} to {one.Topic} ({ReadableNumber.Count(one.Count)})"))}. Name the address at any target and they are sent.";
        await RaiseAsync(OperationalTrouble.OutboxStuck, targets[0], Thing, what, cancellationToken).ConfigureAwait(false);
    }

    private Task RaiseAsync(OperationalTrouble trouble, MonitoredTarget target, string thing, string what, CancellationToken cancellationToken) =>
        recorder.RaiseAsync(target, trouble.Noticed(target.Name, thing, what, null, time.GetUtcNow()), cancellationToken);

    private Task ClearAsync(OperationalTrouble trouble, MonitoredTarget target, string thing, string note, CancellationToken cancellationToken) =>
        recorder.ClearAsync(target, trouble.FingerprintOf(target.Name, thing), note, cancellationToken);
}
