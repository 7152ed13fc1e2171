using FlowWatch.Core.State;

namespace FlowWatch.Core.Windows;

/// <summary>Looks over the ledger of many targets: how much waits, and for how long.</summary>
/// <param name="ledger">The ledger.</param>
/// <param name="time">Tells the time.</param>
public sealed class LedgerSurvey(WindowLedger ledger, TimeProvider time)
{
    private const int AtOnce = 16;

    /// <summary>Looks over everything.</summary>
    /// <param name="subjects">Target, check, and how its time is cut.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<LedgerSummary> RunAsync(IReadOnlyList<(string Target, string Check, WindowOptions Windows)> subjects, CancellationToken cancellationToken)
    {
        return (await EachAsync(subjects, cancellationToken).ConfigureAwait(false)).Aggregate(LedgerSummary.Nothing, (sum, one) => sum.With(one));
    }

    /// <summary>Looks over everything, and tells each apart, in the same order.</summary>
    /// <param name="subjects">Target, check, and how its time is cut.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<IReadOnlyList<LedgerSummary>> EachAsync(IReadOnlyList<(string Target, string Check, WindowOptions Windows)> subjects, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        var summaries = new LedgerSummary[subjects.Count];
        await Parallel.ForAsync(
            0,
            subjects.Count,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (index, stopping) => summaries[index] = await OfAsync(subjects[index].Target, subjects[index].Check, subjects[index].Windows, stopping).ConfigureAwait(false)).ConfigureAwait(false);
        return summaries;
    }

    private async Task<LedgerSummary> OfAsync(string target, string check, WindowOptions options, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var position = await ledger.PositionAsync(target, check, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<WindowRow> rows = position is null ? [] : await ledger.ListAsync(target, check, position.Watermark, null, cancellationToken).ConfigureAwait(false);
        var waiting = rows.Where(row => row.Status != WindowStatus.Done).ToList();
        var planned = await ledger.DueAsync(target, check, options, cancellationToken).ConfigureAwait(false);
        // At its first run a check looks back by choice: that is no delay.
        DateTimeOffset WaitsSince(DateTimeOffset end) => position is not null && position.Since > end ? position.Since : end;
        var ends = waiting.Select(row => WaitsSince(row.To)).Concat(position is null ? [] : planned.Select(window => WaitsSince(window.To))).ToList();
        // What nobody has begun ages like what failed: a check whose timer never fires begins nothing.
        var notBegun = position is null ? [] : planned.Select(window => new WindowRow { From = window.From, To = window.To, Status = WindowStatus.Due });
        var aged = waiting.Concat(notBegun).Where(row => WaitsSince(options.DueSince(row)) + options.AlarmAge < now).Select(row => new AgedWindow(target, check, row)).ToList();
        return new LedgerSummary
        {
            Due = planned.Count + waiting.Count(row => row.Status == WindowStatus.Due),
            Open = waiting.Count(row => row.Status == WindowStatus.Open),
            Failed = waiting.Count(row => row.Status == WindowStatus.Failed),
            OldestUnjudgedAge = ends.Count == 0 ? null : now - ends.Min(),
            Aged = [.. aged.Take(LedgerSummary.MaximumAged)],
            AgedCount = aged.Count,
        };
    }
}
