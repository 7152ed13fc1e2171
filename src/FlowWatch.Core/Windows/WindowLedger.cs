using System.Globalization;
using System.Text.Json;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Windows;

/// <summary>
/// Remembers per target and check which windows are judged, and hands out those that are due. Safe with any number of runs at
/// once, doubled, overlapping or killed: see the README of this folder.
/// </summary>
/// <param name="state">Where it remembers.</param>
/// <param name="time">Tells the time.</param>
/// <param name="owner">Names this run in leases: host and process.</param>
public sealed class WindowLedger(IStateStore state, TimeProvider time, string owner)
{
    private const string PositionKey = "position";
    private const string WindowPrefix = "window|";
    private const int ConflictTries = 20;

    /// <summary>Where a check stands with a target; null before its first run.</summary>
    public async Task<LedgerPosition?> PositionAsync(string target, string check, CancellationToken cancellationToken) =>
        Position(await state.ReadAsync(Partition(target, check), PositionKey, cancellationToken).ConfigureAwait(false));

    /// <summary>Windows, the oldest first.</summary>
    /// <param name="target">The target.</param>
    /// <param name="check">The check.</param>
    /// <param name="from">The first start; null starts at the oldest that is remembered.</param>
    /// <param name="take">How many at the most; null takes all.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<WindowRow>> ListAsync(string target, string check, DateTimeOffset? from, int? take, CancellationToken cancellationToken) =>
        [.. (await RowsAsync(target, check, from, take, cancellationToken).ConfigureAwait(false)).Select(row => row.Window)];

    /// <summary>The stretches that are due and were not begun yet, the oldest first, as they would be cut now.</summary>
    public async Task<IReadOnlyList<TimeWindow>> DueAsync(string target, string check, WindowOptions options, CancellationToken cancellationToken)
    {
        var position = await PositionAsync(target, check, cancellationToken).ConfigureAwait(false);
        return Cut(position?.PlannedUntil ?? Start(options), options);
    }

    /// <summary>
    /// Takes the lease of the oldest window that is due: one that failed and may be tried again, one whose holder vanished, one that
    /// late records reopened, or the next stretch of time. Null where nothing is due (or others were quicker every time).
    /// </summary>
    public async Task<WindowLease?> ClaimAsync(string target, string check, WindowOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        for (var tries = 0; tries < ConflictTries; tries++)
        {
            var now = time.GetUtcNow();
            var entry = await state.ReadAsync(Partition(target, check), PositionKey, cancellationToken).ConfigureAwait(false);
            var position = Position(entry);
            if (position is not null)
            {
                var rows = await RowsAsync(target, check, position.Watermark, null, cancellationToken).ConfigureAwait(false);
                if (rows.FirstOrDefault(row => IsClaimable(row.Window, now)) is { } waiting)
                {
                    var opened = Open(waiting.Window, now, options);
                    if (await TryWriteAsync(target, check, [StateChange.Replace(waiting.Entry, Text(opened))], cancellationToken).ConfigureAwait(false)) return await LeaseAsync(target, check, opened, cancellationToken).ConfigureAwait(false);
                    continue;
                }
            }

            var start = position?.PlannedUntil ?? Start(options);
            if (Cut(start, options) is not [var next, ..]) return null;
            var row = Open(new WindowRow { From = next.From, To = next.To, Status = WindowStatus.Due }, now, options);
            var moved = new LedgerPosition(position?.Watermark ?? start, next.To, position?.Since ?? now);
            StateChange[] changes = [StateChange.Insert(Key(next.From), Text(row)), entry is null ? StateChange.Insert(PositionKey, Text(moved)) : StateChange.Replace(entry, Text(moved))];
            if (await TryWriteAsync(target, check, changes, cancellationToken).ConfigureAwait(false)) return await LeaseAsync(target, check, row, cancellationToken).ConfigureAwait(false);
        }

        return null;
    }

    /// <summary>Holds on to a lease for another while; null where it was lost to another run.</summary>
    public async Task<WindowLease?> RenewAsync(WindowLease lease, WindowOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var held = await HeldAsync(lease, cancellationToken).ConfigureAwait(false);
        if (held is null) return null;
        var renewed = held.Window with { LeaseUntil = time.GetUtcNow() + options.Lease };
        return await TryWriteAsync(lease.Target, lease.Check, [StateChange.Replace(held.Entry, Text(renewed))], cancellationToken).ConfigureAwait(false)
            ? await LeaseAsync(lease.Target, lease.Check, renewed, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <summary>Marks a window as judged; its findings must be stored before. False where the lease was lost: another run will judge, or has judged, the window.</summary>
    public async Task<bool> CompleteAsync(WindowLease lease, WindowOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return await CloseAsync(
            lease,
            row => row with
            {
                Status = WindowStatus.Done,
                JudgedAt = time.GetUtcNow(),
                ArrivedUntil = outcome.ArrivedUntil,
                Records = outcome.Records,
                Traffic = outcome.Traffic,
                Findings = outcome.Findings,
                Partial = outcome.Reason is not null,
                Reason = outcome.Reason,
                LeaseUntil = null,
                RetryAt = null,
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Marks a window as failed, to be tried again after a while. False where the lease was lost.</summary>
    public async Task<bool> FailAsync(WindowLease lease, string reason, WindowOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        return await CloseAsync(
            lease,
            row => row with { Status = WindowStatus.Failed, Reason = reason, LeaseUntil = null, RetryAt = time.GetUtcNow() + options.RetryAfter(row.Attempts) },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a lease back without having judged, as a host does that is stopping; the try does not count. False where it was lost.</summary>
    public async Task<bool> AbandonAsync(WindowLease lease, CancellationToken cancellationToken) =>
        await CloseAsync(lease, row => row with { Status = WindowStatus.Due, Attempts = row.Attempts - 1, LeaseUntil = null }, cancellationToken).ConfigureAwait(false);

    /// <summary>Remembers that a window which was judged was looked at for late records and had none. False where it is not as it was seen: another run has looked at it, reopened it or judged it since.</summary>
    /// <param name="target">The target.</param>
    /// <param name="check">The check.</param>
    /// <param name="seen">The window as it was before it was looked at.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    public async Task<bool> LookedAsync(string target, string check, WindowRow seen, CancellationToken cancellationToken)
    {
        var entry = await SeenAsync(target, check, seen, cancellationToken).ConfigureAwait(false);
        return entry is not null && await TryWriteAsync(target, check, [StateChange.Replace(entry, Text(seen with { Looks = seen.Looks + 1 }))], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a window that was judged due again, because records of it arrived late. False where it is not as it was seen: another run has looked at it, reopened it or judged it since.</summary>
    /// <param name="target">The target.</param>
    /// <param name="check">The check.</param>
    /// <param name="seen">The window as it was before it was looked at.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    public async Task<bool> ReviseAsync(string target, string check, WindowRow seen, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < ConflictTries; tries++)
        {
            var positionEntry = await state.ReadAsync(Partition(target, check), PositionKey, cancellationToken).ConfigureAwait(false);
            var entry = await SeenAsync(target, check, seen, cancellationToken).ConfigureAwait(false);
            if (positionEntry is null || entry is null) return false;
            var position = Position(positionEntry)!;
            var reopened = seen with { Status = WindowStatus.Due, Revision = seen.Revision + 1, Looks = seen.Looks + 1, Attempts = 0 };
            var moved = position with { Watermark = seen.From < position.Watermark ? seen.From : position.Watermark };
            if (await TryWriteAsync(target, check, [StateChange.Replace(entry, Text(reopened)), StateChange.Replace(positionEntry, Text(moved))], cancellationToken).ConfigureAwait(false)) return true;
        }

        return false;
    }

    /// <summary>Forgets windows that were judged and ended before the retention; returns how many.</summary>
    public async Task<int> ForgetAsync(string target, string check, WindowOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var before = time.GetUtcNow() - options.Retention;
        var position = await PositionAsync(target, check, cancellationToken).ConfigureAwait(false);
        if (position is null) return 0;
        var end = before < position.Watermark ? before : position.Watermark;
        var forgotten = 0;
        while (true)
        {
            var old = new List<StateChange>();
            await foreach (var entry in state.ListAsync(Partition(target, check), new StateRange(WindowPrefix, Key(end), StateChange.MaximumChanges), cancellationToken).ConfigureAwait(false))
            {
                if (Window(entry).To <= end) old.Add(StateChange.Delete(entry));
            }

            if (old.Count == 0 || !await TryWriteAsync(target, check, old, cancellationToken).ConfigureAwait(false)) return forgotten;
            forgotten += old.Count;
        }
    }

    private static bool IsClaimable(WindowRow row, DateTimeOffset now) => row.Status switch
    {
        WindowStatus.Due => true,
        WindowStatus.Failed => row.RetryAt <= now,
        WindowStatus.Open => row.LeaseUntil <= now,
        _ => false,
    };

    private DateTimeOffset Start(WindowOptions options) => Floor(time.GetUtcNow() - options.SettleLag - options.LookBack, options.Length);

    /// <summary>Whole windows up to now minus the settle lag; longer ones where there is much to catch up with, so that it takes fewer queries.</summary>
    private List<TimeWindow> Cut(DateTimeOffset from, WindowOptions options)
    {
        var end = Floor(time.GetUtcNow() - options.SettleLag, options.Length);
        var windows = new List<TimeWindow>();
        while (from + options.Length <= end)
        {
            var missing = (end - from).Ticks / options.Length.Ticks;
            var most = Math.Max(1, options.LongestWindow.Ticks / options.Length.Ticks);
            // What fits in one run in steady slices is cut so; a long outage is not.
            var lengths = Math.Clamp(missing > options.WindowsPerRun ? most : 1, 1, Math.Max(1, missing));
            var to = from + (options.Length * lengths);
            windows.Add(new TimeWindow(from, to));
            from = to;
        }

        return windows;
    }

    private static DateTimeOffset Floor(DateTimeOffset instant, TimeSpan step) => new(instant.UtcTicks - (instant.UtcTicks % step.Ticks), TimeSpan.Zero);

    private WindowRow Open(WindowRow row, DateTimeOffset now, WindowOptions options) =>
        row with { Status = WindowStatus.Open, Attempts = row.Attempts + 1, Owner = owner, LeaseUntil = now + options.Lease, RetryAt = null };

    private async Task<bool> CloseAsync(WindowLease lease, Func<WindowRow, WindowRow> close, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < ConflictTries; tries++)
        {
            var positionEntry = await state.ReadAsync(Partition(lease.Target, lease.Check), PositionKey, cancellationToken).ConfigureAwait(false);
            var held = await HeldAsync(lease, cancellationToken).ConfigureAwait(false);
            if (held is null || positionEntry is null) return false;
            var position = Position(positionEntry)!;
            var closed = close(held.Window);
            List<StateChange> changes = [StateChange.Replace(held.Entry, Text(closed))];
            if (closed.Status == WindowStatus.Done)
            {
                // The position is written even where it stays: of two hosts that close neighbours at the same time one has to look again, or
                // the watermark would stop before a window that is done, for ever.
                var rows = await RowsAsync(lease.Target, lease.Check, position.Watermark, null, cancellationToken).ConfigureAwait(false);
                var unjudged = rows.FirstOrDefault(row => row.Window.From != closed.From && row.Window.Status != WindowStatus.Done);
                changes.Add(StateChange.Replace(positionEntry, Text(position with { Watermark = unjudged?.Window.From ?? position.PlannedUntil })));
            }

            if (await TryWriteAsync(lease.Target, lease.Check, changes, cancellationToken).ConfigureAwait(false)) return true;
        }

        return false;
    }

    // Two runs look for late records of the same windows at the same time. Only one look counts, as each of them was one look: a second one
    // that is counted too would be missing when its time comes, and what arrives until then would never be found.
    private async Task<StateEntry?> SeenAsync(string target, string check, WindowRow seen, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(seen);
        var entry = await state.ReadAsync(Partition(target, check), Key(seen.From), cancellationToken).ConfigureAwait(false);
        return entry is not null && seen.Status == WindowStatus.Done && Window(entry) == seen ? entry : null;
    }

    private async Task<Row?> HeldAsync(WindowLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        var entry = await state.ReadAsync(Partition(lease.Target, lease.Check), Key(lease.Window.From), cancellationToken).ConfigureAwait(false);
        return entry?.Version == lease.Version ? new Row(entry, Window(entry)) : null;
    }

    private async Task<WindowLease?> LeaseAsync(string target, string check, WindowRow written, CancellationToken cancellationToken)
    {
        // A row that is not as it was written was taken by another run in between, which only a lease of no length allows.
        var entry = await state.ReadAsync(Partition(target, check), Key(written.From), cancellationToken).ConfigureAwait(false);
        return entry?.Value == Text(written) ? new WindowLease(target, check, new TimeWindow(written.From, written.To), written.Revision, written.Attempts, entry.Version) : null;
    }

    private async Task<List<Row>> RowsAsync(string target, string check, DateTimeOffset? from, int? take, CancellationToken cancellationToken)
    {
        var prefix = StateRange.WithPrefix(WindowPrefix);
        var range = prefix with { From = from is { } start ? Key(start) : prefix.From, Take = take };
        var rows = new List<Row>();
        await foreach (var entry in state.ListAsync(Partition(target, check), range, cancellationToken).ConfigureAwait(false)) rows.Add(new Row(entry, Window(entry)));
        return rows;
    }

    private Task<bool> TryWriteAsync(string target, string check, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken) =>
        state.WriteAsync(Partition(target, check), changes, cancellationToken);

    private static string Partition(string target, string check) => $"windows|{target}|{check}";

    private static string Key(DateTimeOffset from) => WindowPrefix + from.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static LedgerPosition? Position(StateEntry? entry) => entry is null ? null : JsonSerializer.Deserialize<LedgerPosition>(entry.Value, JsonSerializerOptions.Web);

    private static WindowRow Window(StateEntry entry) => JsonSerializer.Deserialize<WindowRow>(entry.Value, JsonSerializerOptions.Web)!;

    private sealed record Row(StateEntry Entry, WindowRow Window);
}
