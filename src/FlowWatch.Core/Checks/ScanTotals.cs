using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Windows;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Checks;

/// <summary>How much a scan read, and when that happened, slot by slot.</summary>
public sealed class ScanTotals
{
    private readonly List<Slot> slots = [];

    private ScanTotals()
    {
    }

    /// <summary>Asks for it, over what is fetched anyway.</summary>
    public static FlowQuery Query { get; } = FlowQuery.Over("totals", ConnectionQueries.Services)
        .By("slot")
        .Measure(
            FlowMeasure.Sum("records", Field("records")),
            FlowMeasure.Sum("no-data", Field("no-data")),
            FlowMeasure.Sum("skip-data", Field("skip-data")),
            FlowMeasure.Sum("refused", Field("refused")),
            FlowMeasure.Sum("out-bytes", Field("out-bytes")),
            FlowMeasure.Sum("back-bytes", Field("back-bytes")),
            FlowMeasure.Minimum("first", Field("first")),
            FlowMeasure.Maximum("last", Field("last")));

    /// <summary>Records, NODATA and SKIPDATA included.</summary>
    public long Records { get; private set; }

    /// <summary>Records with log-status NODATA.</summary>
    public long NoData { get; private set; }

    /// <summary>Records with log-status SKIPDATA.</summary>
    public long SkipData { get; private set; }

    /// <summary>The first start, in seconds since 1970; null of no record.</summary>
    public long? First { get; private set; }

    /// <summary>The last end, in seconds since 1970.</summary>
    public long Last { get; private set; }

    /// <summary>The totals of the answer.</summary>
    /// <param name="rows">The rows of <see cref="Query"/>.</param>
    public static ScanTotals Of(IReadOnlyList<FlowRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var totals = new ScanTotals();
        foreach (var row in rows) totals.Add(row);
        return totals;
    }

    /// <summary>
    /// What fell into a window that what was read ends with. A slot that straddles its start counts by the share of it that lies inside,
    /// which is exact where windows begin at slots: those of 10 and of 15 minutes do.
    /// </summary>
    /// <param name="window">The window.</param>
    /// <param name="hasAction">Whether the records tell what was refused.</param>
    public WindowTraffic TrafficOf(TimeWindow window, bool hasAction)
    {
        ArgumentNullException.ThrowIfNull(window);
        var (from, to) = (window.From.ToUnixTimeSeconds(), window.To.ToUnixTimeSeconds());
        var (records, bytes, refused) = (0L, 0L, 0L);
        foreach (var slot in slots)
        {
            var (begin, end) = (slot.Begin, Math.Min(slot.Begin + ConnectionQueries.SlotSeconds, to));
            if (end <= from || begin >= to) continue;
            var share = (double)(end - Math.Max(begin, from)) / (end - begin);
            records = BoundedSum.Add(records, Part(slot.Records, share));
            bytes = BoundedSum.Add(bytes, Part(slot.Bytes, share));
            refused = BoundedSum.Add(refused, Part(slot.Refused, share));
        }

        return new WindowTraffic(records, bytes, hasAction ? refused : null);
    }

    private static long Part(long amount, double share) => share >= 1 ? amount : (long)Math.Round(amount * share);

    private void Add(FlowRow row)
    {
        var records = row.NumberOrZero("records");
        Records = BoundedSum.Add(Records, records);
        NoData = BoundedSum.Add(NoData, row.NumberOrZero("no-data"));
        SkipData = BoundedSum.Add(SkipData, row.NumberOrZero("skip-data"));
        if (row.Number("first") is { } first && !(First <= first)) First = first;
        Last = Math.Max(Last, row.NumberOrZero("last"));
        // A start that no clock has is in no window.
        if (row.Number("slot") is { } slot and >= 0 and < long.MaxValue / ConnectionQueries.SlotSeconds - 1) slots.Add(new Slot(slot * ConnectionQueries.SlotSeconds, records, BoundedSum.Add(row.NumberOrZero("out-bytes"), row.NumberOrZero("back-bytes")), row.NumberOrZero("refused")));
    }

    private sealed record Slot(long Begin, long Records, long Bytes, long Refused);
}
