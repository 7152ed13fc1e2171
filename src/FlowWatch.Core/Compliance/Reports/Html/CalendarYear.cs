using FlowWatch.Core.Compliance.Archive;

namespace FlowWatch.Core.Compliance.Reports.Html;

/// <summary>One row of the calendar: a year, and what of it is there and missing.</summary>
/// <param name="Year">The year, UTC.</param>
/// <param name="Spans">From the left; gaps lie over what is there.</param>
internal sealed record CalendarYear(int Year, IReadOnlyList<CalendarSpan> Spans)
{
    /// <summary>The years of a coverage, the oldest first.</summary>
    public static IEnumerable<CalendarYear> Of(ArchiveCoverage coverage)
    {
        if (coverage.To <= coverage.From) yield break;
        for (var year = coverage.From.UtcDateTime.Year; year <= coverage.To.AddTicks(-1).UtcDateTime.Year; year++)
        {
            var (start, end) = (new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(year + 1, 1, 1, 0, 0, 0, TimeSpan.Zero));
            var spans = new List<CalendarSpan> { Span("held", isGap: false, coverage.From, coverage.To, start, end) };
            spans.AddRange(coverage.Gaps.Where(gap => gap.From < end && gap.To > start).OrderByDescending(gap => gap.Status == ArchiveGapStatus.Explained).Select(gap => Span(Kind(gap.Status), isGap: true, gap.From, gap.To, start, end)));
            yield return new CalendarYear(year, spans);
        }
    }

    private static CalendarSpan Span(string kind, bool isGap, DateTimeOffset from, DateTimeOffset to, DateTimeOffset start, DateTimeOffset end)
    {
        var (first, last) = (from > start ? from : start, to < end ? to : end);
        return new CalendarSpan(kind, isGap, (first - start) / (end - start), (last - first) / (end - start));
    }

    private static string Kind(ArchiveGapStatus status) => status switch
    {
        ArchiveGapStatus.Open => "open",
        ArchiveGapStatus.NotVerified => "unknown",
        ArchiveGapStatus.Acknowledged => "acknowledged",
        _ => "explained",
    };
}
