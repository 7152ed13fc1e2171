using FlowWatch.Core.Connections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Windows;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Checks;

/// <summary>
/// What the flow logs tell of a window itself, without what is read before it: asked slot by slot over what a scan has fetched anyway. A slot
/// that straddles the window's start counts by the share of it that lies inside, which is exact where windows begin at slots: those of 10
/// and of 15 minutes do.
/// </summary>
public static class WindowTotals
{
    /// <summary>The longest window that is looked at: no check judges more at once, and a row for each slot stays a small answer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The question: a row for each slot of the window.</summary>
    /// <param name="window">The window; what was read ends with it.</param>
    public static FlowQuery Query(TimeWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        var (first, after) = (window.From.ToUnixTimeSeconds() / ConnectionQueries.SlotSeconds, (window.To.ToUnixTimeSeconds() + ConnectionQueries.SlotSeconds - 1) / ConnectionQueries.SlotSeconds);
        return FlowQuery.Over("window-totals", ConnectionQueries.Services)
            .Where((Field("slot") >= first) & (Field("slot") < after))
            .By("slot")
            .Measure(
                FlowMeasure.Sum("records", Field("records")),
                FlowMeasure.Sum("refused", Field("refused")),
                FlowMeasure.Sum("out-bytes", Field("out-bytes")),
                FlowMeasure.Sum("back-bytes", Field("back-bytes")));
    }

    /// <summary>What the rows come to.</summary>
    /// <param name="rows">The rows of <see cref="Query"/>.</param>
    /// <param name="window">The window.</param>
    /// <param name="hasAction">Whether the records tell what was refused.</param>
    public static WindowTraffic Of(IReadOnlyList<FlowRow> rows, TimeWindow window, bool hasAction)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(window);
        var (from, to) = (window.From.ToUnixTimeSeconds(), window.To.ToUnixTimeSeconds());
        var (records, bytes, refused) = (0L, 0L, 0L);
        foreach (var row in rows)
        {
            var begin = row.NumberOrZero("slot") * ConnectionQueries.SlotSeconds;
            var end = Math.Min(begin + ConnectionQueries.SlotSeconds, to);
            var share = (double)(end - Math.Max(begin, from)) / (end - begin);
            records = BoundedSum.Add(records, Part(row.NumberOrZero("records"), share));
            bytes = BoundedSum.Add(bytes, Part(BoundedSum.Add(row.NumberOrZero("out-bytes"), row.NumberOrZero("back-bytes")), share));
            refused = BoundedSum.Add(refused, Part(row.NumberOrZero("refused"), share));
        }

        return new WindowTraffic(records, bytes, hasAction ? refused : null);
    }

    private static long Part(long amount, double share) => share >= 1 ? amount : (long)Math.Round(amount * share);
}
