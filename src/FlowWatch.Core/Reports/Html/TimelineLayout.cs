using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Reports.Html;

/// <summary>Where everything on the timeline stands.</summary>
internal sealed record TimelineLayout
{
    public const int AxisHeight = 26;
    private const int LaneHeight = 46;
    private const int MaximumLanes = 30;
    private const int MaximumTicks = 5;

    // A bar shorter than this could not be seen or clicked.
    private const double SmallestBar = 0.012;

    private static readonly TimeSpan[] Steps =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromHours(3), TimeSpan.FromHours(6), TimeSpan.FromHours(12),
        TimeSpan.FromDays(1), TimeSpan.FromDays(2), TimeSpan.FromDays(7), TimeSpan.FromDays(14), TimeSpan.FromDays(30), TimeSpan.FromDays(90), TimeSpan.FromDays(365),
    ];

    public required TimeWindow Window { get; init; }

    public required IReadOnlyList<TimelineTick> Ticks { get; init; }

    public required IReadOnlyList<TimelineLane> Lanes { get; init; }

    public int Height => AxisHeight + (Lanes.Count * LaneHeight);

    public static TimelineLayout Of(ScanReport report)
    {
        var window = report.DataWindow
            ?? new TimeWindow(report.Findings.Min(finding => finding.Window.From), report.Findings.Max(finding => finding.Window.To));
        return new TimelineLayout
        {
            Window = window,
            Ticks = [.. TicksOf(window)],
            Lanes = [.. report.Findings.Take(MaximumLanes).Select((finding, index) => LaneOf(finding, index, window))],
        };
    }

    private static TimelineLane LaneOf(Finding finding, int index, TimeWindow window)
    {
        var width = Math.Max(SmallestBar, Share(window, finding.Window.To) - Share(window, finding.Window.From));
        var left = Math.Min(Share(window, finding.Window.From), 1 - width);
        var label = VisibleText.Of($"{finding.Detection} {Shortened(finding.Source)}");
        return new TimelineLane(
            index + 1,
            ReportWords.Of(finding.Severity),
            label,
            VisibleText.Of($"{finding.Detection} {finding.Source}: {ReportWords.Window(finding.Window)}"),
            AxisHeight + (index * LaneHeight),
            Percentage.Of(left),
            Percentage.Of(width));
    }

    // A long IPv6 address would run out of a phone's picture; its two ends tell it apart, and the card has all of it.
    private static string Shortened(string source) => source.Length <= 21 ? source : $"{source[..10]}…{source[^9..]}";

    public static IEnumerable<TimelineTick> TicksOf(TimeWindow window)
    {
        var step = Steps.FirstOrDefault(step => window.Duration / step <= MaximumTicks, Steps[^1]);
        var format = step >= TimeSpan.FromDays(1) ? "MM-dd"
            : window.Duration > TimeSpan.FromDays(1) ? "MM-dd HH:mm"
            : step >= TimeSpan.FromMinutes(1) ? "HH:mm"
            : "HH:mm:ss";
        var ticks = window.From.UtcTicks / step.Ticks * step.Ticks;
        for (var count = 0; count <= MaximumTicks + 1 && ticks <= window.To.UtcTicks; count++, ticks += step.Ticks)
        {
            var moment = new DateTimeOffset(ticks, TimeSpan.Zero);
            if (moment < window.From)
            {
                continue;
            }

            var share = Share(window, moment);
            var anchor = share < 0.06 ? "start" : share > 0.94 ? "end" : "middle";
            yield return new TimelineTick(Percentage.Of(share), moment.ToString(format, CultureInfo.InvariantCulture), anchor);
        }
    }

    public static double Share(TimeWindow window, DateTimeOffset moment) =>
        window.Duration <= TimeSpan.Zero ? 0 : Math.Clamp((moment - window.From) / window.Duration, 0, 1);
}
