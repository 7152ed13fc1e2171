using System.Globalization;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Tests.Targets;

public class QuietHoursTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-01-05T20:59:00Z", "2026-01-05T20:59:00Z")]
    [InlineData("2026-01-05T21:00:00Z", "2026-01-06T05:30:00Z")]
    [InlineData("2026-01-06T05:29:59Z", "2026-01-06T05:30:00Z")]
    [InlineData("2026-01-06T05:30:00Z", "2026-01-06T05:30:00Z")]
    [InlineData("2026-07-05T20:00:00Z", "2026-07-06T04:30:00Z")]
    // The night in which the clocks go forward, and the one in which they go back.
    [InlineData("2026-03-28T22:00:00Z", "2026-03-29T04:30:00Z")]
    [InlineData("2026-10-24T22:00:00Z", "2026-10-25T05:30:00Z")]
    public void EndOrNow_OverMidnightInBerlin_EndsByItsClocks(string now, string expected) =>
        Assert.Equal(At(expected), new QuietHours(new TimeOnly(22, 0), new TimeOnly(6, 30), Berlin).EndOrNow(At(now)));

    [Fact]
    public void EndOrNow_EndIsSkippedByTheClocks_EndsAtTheFirstInstantAfterTheGap() =>
        Assert.Equal(At("2026-03-29T01:00:00Z"), new QuietHours(new TimeOnly(22, 0), new TimeOnly(2, 30), Berlin).EndOrNow(At("2026-03-28T23:00:00Z")));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
