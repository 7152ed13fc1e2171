using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Reports.Html;

namespace FlowWatch.Core.Dashboard.Charts;

/// <summary>Where everything on a chart over time stands.</summary>
internal sealed record TrafficLayout
{
    public const int Height = 176;
    public const int Bottom = Height - 26;
    public const int Top = 22;
    private const int UnknownHeight = 3;

    // A hair between two bars, as a part of a bar.
    private const double Gap = 0.16;

    public required IReadOnlyList<TimelineTick> Ticks { get; init; }

    /// <summary>The bars of what is known.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>The dashes of what is not known.</summary>
    public required IReadOnlyList<Bar> Unknown { get; init; }

    /// <summary>The number at the top of the scale.</summary>
    public required string Highest { get; init; }

    /// <summary>All of the time in words.</summary>
    public required string Total { get; init; }

    /// <summary>The step with most of it in words; null where there is nothing.</summary>
    public required string? Peak { get; init; }

    public static TrafficLayout Of(TrafficOverTime traffic, TrafficMeasure measure)
    {
        var bins = traffic.Bins;
        var highest = Rounded(bins.Select(bin => Amount(bin, measure) ?? 0).DefaultIfEmpty(0).Max());
        var total = bins.Aggregate(0L, (sum, bin) => sum > long.MaxValue / 2 ? sum : sum + (Amount(bin, measure) ?? 0));
        var peak = bins.MaxBy(bin => Amount(bin, measure) ?? 0);
        return new TrafficLayout
        {
            Ticks = [.. TimelineLayout.TicksOf(traffic.Range)],
            Bars = [.. bins.Where(bin => Amount(bin, measure) is not null).Select(bin => BarOf(bin, measure, traffic.Range, highest))],
            Unknown = [.. bins.Where(bin => Amount(bin, measure) is null).Select(bin => BarOf(bin, measure, traffic.Range, highest))],
            Highest = Words(highest, measure),
            Total = Words(total, measure),
            Peak = peak is not null && Amount(peak, measure) is > 0 and var most ? $"most in {ReportWords.Window(peak.Window)}: {Words(most, measure)}" : null,
        };
    }

    private static Bar BarOf(TrafficBin bin, TrafficMeasure measure, TimeWindow range, long highest)
    {
        // What is not known is a dash above the axis, which no number can be.
        var amount = Amount(bin, measure);
        var height = amount is { } number ? Math.Max(number > 0 ? 2 : 1, (int)((Bottom - Top) * ((double)number / highest))) : UnknownHeight;
        var words = amount is { } told ? $"{Words(told, measure)}{(measure == TrafficMeasure.Bytes ? $", {ReadableNumber.Count(bin.Records ?? 0, "records")}" : "")}{(bin.IsWhole ? "" : ", not all judged yet")}" : "not judged yet";
        var (left, right) = (TimelineLayout.Share(range, bin.Window.From), TimelineLayout.Share(range, bin.Window.To));
        return new Bar(Percentage.Of(left + ((right - left) * Gap / 2)), Percentage.Of((right - left) * (1 - Gap)), Bottom - height - (amount is null ? UnknownHeight : 0), height, bin.IsWhole, $"{ReportWords.Window(bin.Window)}: {words}");
    }

    private static long? Amount(TrafficBin bin, TrafficMeasure measure) => measure == TrafficMeasure.Bytes ? bin.Bytes : bin.Refused;

    private static string Words(long amount, TrafficMeasure measure) => measure == TrafficMeasure.Bytes ? ReadableNumber.Bytes(amount) : $"{ReadableNumber.Count(amount)} refused";

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
