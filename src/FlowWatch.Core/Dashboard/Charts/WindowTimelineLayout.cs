using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Reports.Html;

namespace FlowWatch.Core.Dashboard.Charts;

/// <summary>Where everything on the timeline of windows stands.</summary>
internal sealed record WindowTimelineLayout
{
    public const int AxisHeight = TimelineLayout.AxisHeight;
    public const int TrackOffset = 24;
    public const int TrackHeight = 16;
    public const int MaximumLanes = 16;
    private const int FewestLanes = 6;
    private const int LaneHeight = 50;

    // More windows than that are too narrow to tell apart.
    private const int MostAlone = 64;

    // A gap of a hair, so that windows can be counted.
    private const double Gap = 0.0012;

    public required TimeWindow Range { get; init; }

    public required IReadOnlyList<TimelineTick> Ticks { get; init; }

    public required IReadOnlyList<WindowLane> Lanes { get; init; }

    /// <summary>How many lanes there would be.</summary>
    public required int LaneCount { get; init; }

    public int Height => AxisHeight + (Lanes.Count * LaneHeight);

    public static WindowTimelineLayout Of(IReadOnlyList<TargetHealth> targets, TimeWindow range)
    {
        // The worst first, where not all can be drawn: then those that are well are little to look at.
        var checks = targets.SelectMany(target => target.Checks).ToList();
        if (checks.Count > MaximumLanes) checks = [.. checks.OrderByDescending(check => check.Level)];
        return new WindowTimelineLayout
        {
            Range = range,
            Ticks = [.. TimelineLayout.TicksOf(range)],
            Lanes = [.. checks.Take(checks.Count <= MaximumLanes ? MaximumLanes : Math.Clamp(checks.Count(check => check.Level >= TargetLevel.Late), FewestLanes, MaximumLanes)).Select((check, index) => new WindowLane(check, AxisHeight + (index * LaneHeight), SegmentsOf(check, range), NoteOf(check)))],
            LaneCount = checks.Count,
        };
    }

    private static List<WindowSegment> SegmentsOf(CheckProgress check, TimeWindow range)
    {
        var shown = check.Windows.Where(window => window.To > range.From && window.From < range.To).ToList();
        if (shown.Count <= MostAlone) return [.. shown.Select(window => SegmentOf([window], range))];
        var segments = new List<WindowSegment>();
        var same = new List<ShownWindow>();
        foreach (var window in shown)
        {
            if (same.Count > 0 && (same[^1].State != window.State || same[^1].To != window.From))
            {
                segments.Add(SegmentOf(same, range));
                same = [];
            }

            same.Add(window);
        }

        segments.Add(SegmentOf(same, range));
        return segments;
    }

    private static WindowSegment SegmentOf(List<ShownWindow> windows, TimeWindow range)
    {
        var (left, right) = (TimelineLayout.Share(range, windows[0].From), TimelineLayout.Share(range, windows[^1].To));
        var width = Math.Max(0.002, right - left - Gap);
        var one = windows[0];
        var words = windows.Count > 1
            ? $"{ReadableNumber.Count(windows.Count, "windows")} {DashboardWords.Of(one.State)}"
            : one.IsJudged ? $"{DashboardWords.Of(one.State)}{(one.Records is { } records ? $", {ReadableNumber.Count(records, "records")}" : "")}, {ReadableNumber.Count(one.Findings ?? 0, "findings")}" : DashboardWords.Of(one.State);
        var reason = windows.Count == 1 && one.Reason is { } why ? $": {why}" : "";
        return new WindowSegment(one.State, Percentage.Of(Math.Min(left, 1 - width)), Percentage.Of(width), VisibleText.Of($"{ReportWords.Window(new TimeWindow(one.From, windows[^1].To))} {words}{reason}"));
    }

    private static string NoteOf(CheckProgress check)
    {
        var parts = new List<string>();
        Add(WindowState.Failed, "failed");
        Add(WindowState.Partial, "in part");
        Add(WindowState.Open, "being judged");
        Add(WindowState.Due, "due");
        return parts.Count > 0 ? string.Join(", ", parts) : check.Watermark is null ? "not begun" : "nothing waits";

        void Add(WindowState state, string word)
        {
            var count = check.Windows.Count(window => window.State == state);
            if (count > 0) parts.Add($"{ReadableNumber.Count(count)} {word}");
        }
    }
}
