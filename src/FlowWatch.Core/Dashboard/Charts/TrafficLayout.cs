using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Reports.Html;

namespace FlowWatch.Core.Dashboard.Charts;

/// <summary>Where everything on the chart of records over time stands.</summary>
internal sealed record TrafficLayout
{
    public const int Height = 190;
    public const int Bottom = Height - 26;
    private const int Top = 22;
    private const int UnknownHeight = 3;

    public required TimeWindow Range { get; init; }

    public required IReadOnlyList<TimelineTick> Ticks { get; init; }

    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>The number at the top of the scale.</summary>
    public required long Highest { get; init; }

    /// <summary>Records of all of the time.</summary>
    public required long Total { get; init; }

    public static TrafficLayout Of(IReadOnlyList<TrafficBin> bins, TimeWindow range)
    {
        var highest = Rounded(bins.Max(bin => bin.Records ?? 0));
        return new TrafficLayout
        {
            Range = range,
            Ticks = [.. TimelineLayout.TicksOf(range)],
            Bars = [.. bins.Select((bin, index) => BarOf(bin, index, bins.Count, highest))],
            Highest = highest,
            Total = bins.Aggregate(0L, (sum, bin) => sum > long.MaxValue / 2 ? sum : sum + (bin.Records ?? 0)),
        };
    }

    private static Bar BarOf(TrafficBin bin, int index, int count, long highest)
    {
        // What is not known is a dash above the axis, which no number can be.
        var height = bin.Records is { } number ? Math.Max(number > 0 ? 2 : 1, (int)((Bottom - Top) * ((double)number / highest))) : UnknownHeight;
        var words = bin.Records is { } records ? $"{ReadableNumber.Count(records, "records")}{(bin.IsWhole ? "" : ", not all judged yet")}" : "not judged yet";
        return new Bar(Percentage.Of((index + 0.08) / count), Percentage.Of(0.84 / count), Bottom - height - (bin.Records is null ? UnknownHeight : 0), height, bin.IsWhole, $"{ReportWords.Window(bin.Window)}: {words}");
    }

    // The next number that begins with 1, 2 or 5.
    private static long Rounded(long value)
    {
        for (long power = 1; power < long.MaxValue / 10; power *= 10)
        {
            foreach (var first in (ReadOnlySpan<long>)[1, 2, 5])
            {
                if (first * power >= value) return first * power;
            }
        }

        return value;
    }
}
