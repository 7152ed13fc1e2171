namespace FlowWatch.Core.Compliance.Reports.Html;

/// <summary>A stretch of a year.</summary>
/// <param name="Kind">What it is, as the style names it.</param>
/// <param name="IsGap">Whether it must be seen however short it is.</param>
/// <param name="From">Where it begins, as a share of the year.</param>
/// <param name="Share">How long it is, as a share of the year.</param>
internal sealed record CalendarSpan(string Kind, bool IsGap, double From, double Share);
