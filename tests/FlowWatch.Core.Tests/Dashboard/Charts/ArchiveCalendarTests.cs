using System.Text.RegularExpressions;
using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Dashboard.Charts;

namespace FlowWatch.Core.Tests.Dashboard.Charts;

public sealed class ArchiveCalendarTests
{
    // A Thursday.
    private static readonly DateOnly First = new(2026, 1, 1);

    [Fact]
    public async Task Render_Days_AColumnAWeekAndARowADayFromMonday()
    {
        var calendar = await RenderAsync([.. Enumerable.Range(0, 12).Select(index => new ArchiveDay(First.AddDays(index), ArchiveDayState.Complete))]);

        var cells = Regex.Matches(calendar.Html, """<rect class="day-complete" x="(\d+)" y="(\d+)" width="14" height="14" rx="3"><title>(\S+) complete""").Select(match => (X: int.Parse(match.Groups[1].Value) / 17, Y: int.Parse(match.Groups[2].Value) / 17, Day: match.Groups[3].Value)).ToList();
        Assert.Equal(12, cells.Count);
        Assert.Equal((0, 3, "2026-01-01"), cells[0]);
        Assert.Equal((0, 6, "2026-01-04"), cells[3]);
        Assert.Equal((1, 0, "2026-01-05"), cells[4]);
        Assert.Equal((2, 0, "2026-01-12"), cells[11]);
        Assert.Contains("viewBox=\"0 0 51 119\"", calendar.Html, StringComparison.Ordinal);
        Assert.Contains("2026-01-01 to 2026-01-12, a column a week.", calendar.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_EachState_IsToldInWordsAndCounted()
    {
        var calendar = await RenderAsync([new(First, ArchiveDayState.Complete), new(First.AddDays(1), ArchiveDayState.Explained), new(First.AddDays(2), ArchiveDayState.Missing), new(First.AddDays(3), ArchiveDayState.Missing), new(First.AddDays(4), ArchiveDayState.NotVerified)]);

        Assert.Contains("aria-label=\"Archive from 2026-01-01 to 2026-01-05: 2 days with missing hours, 1 day not verified\"", calendar.Html, StringComparison.Ordinal);
        Assert.Contains("complete, 1 day", calendar.Text, StringComparison.Ordinal);
        Assert.Contains("missing, explained, 1 day", calendar.Text, StringComparison.Ordinal);
        Assert.Contains("NOT VERIFIED, 1 day", calendar.Text, StringComparison.Ordinal);
        Assert.Contains("MISSING, 2 days", calendar.Text, StringComparison.Ordinal);
        Assert.Contains("<title>2026-01-03 MISSING</title>", calendar.Html, StringComparison.Ordinal);
    }

    private static Task<Rendered> RenderAsync(IReadOnlyList<ArchiveDay> days) => Rendered.OfAsync<ArchiveCalendar>(new() { [nameof(ArchiveCalendar.Days)] = days });
}
