using System.Globalization;

namespace FlowWatch.Core.Reports.Html;

/// <summary>A number beside its threshold: how far the bar reaches, where the mark stands, and the comparison in words.</summary>
/// <param name="Filled">Length of the bar.</param>
/// <param name="Mark">Place of the threshold.</param>
/// <param name="Comparison">How many times, or what share of, the threshold.</param>
internal sealed record ThresholdBar(string Filled, string Mark, string Comparison)
{
    public static ThresholdBar Of(long value, long threshold)
    {
        // A little room on the right keeps the mark inside the picture.
        var full = Math.Max(1d, Math.Max((double)value, threshold)) * 1.02;
        return new ThresholdBar(
            Percentage.Of(Math.Max(0, value) / full),
            Percentage.Of(Math.Max(0, threshold) / full),
            Compare(value, threshold));
    }

    private static string Compare(long value, long threshold)
    {
        var ratio = threshold > 0 ? (decimal)value / threshold : 0;
        return ratio switch
        {
            <= 0 => "threshold",
            < 1 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(ratio * 100):0} % of"),
            < 10 => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(ratio * 10) / 10:0.#}×"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(ratio):N0}×"),
        } + (ratio > 0 ? " the threshold" : "");
    }
}
