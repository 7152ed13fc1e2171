using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Tests.Detections;

public class TimeOfWeekTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static readonly DayOfWeek[] Workdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    [Theory]
    // Monday in winter: UTC+1. Monday in summer: UTC+2.
    [InlineData("2026-01-05T06:59:59Z", false)]
    [InlineData("2026-01-05T07:00:00Z", true)]
    [InlineData("2026-01-05T16:59:59Z", true)]
    [InlineData("2026-01-05T17:00:00Z", false)]
    [InlineData("2026-07-06T05:59:59Z", false)]
    [InlineData("2026-07-06T06:00:00Z", true)]
    [InlineData("2026-07-06T15:59:59Z", true)]
    [InlineData("2026-07-06T16:00:00Z", false)]
    // Friday before and Monday after the clocks went forward on 29 March.
    [InlineData("2026-03-27T06:30:00Z", false)]
    [InlineData("2026-03-30T06:30:00Z", true)]
    // A weekend.
    [InlineData("2026-01-10T12:00:00Z", false)]
    public void Holds_BusinessHours_FollowTheClocks(string instant, bool expected) =>
        Assert.Equal(expected, new TimeOfWeek(Berlin, Workdays, new TimeOnly(8, 0), new TimeOnly(18, 0)).Holds(DateTimeOffset.Parse(instant, null)));

    [Fact]
    public void Holds_AnHourThatTheClocksLeaveOut_NeverComes() =>
        Assert.Equal(0, MinutesOf(new TimeOfWeek(Berlin, TimeOfWeek.AllDays, new TimeOnly(2, 0), new TimeOnly(3, 0)), new DateOnly(2026, 3, 29)));

    [Fact]
    public void Holds_AnHourThatTheClocksShowTwice_CountsBothTimes() =>
        Assert.Equal(120, MinutesOf(new TimeOfWeek(Berlin, TimeOfWeek.AllDays, new TimeOnly(2, 0), new TimeOnly(3, 0)), new DateOnly(2026, 10, 25)));

    [Fact]
    public void Holds_AcrossTheGap_IsAnHourShorter()
    {
        var night = new TimeOfWeek(Berlin, TimeOfWeek.AllDays, new TimeOnly(1, 0), new TimeOnly(5, 0));

        Assert.Equal(180, MinutesOf(night, new DateOnly(2026, 3, 29)));
        Assert.Equal(240, MinutesOf(night, new DateOnly(2026, 3, 30)));
        Assert.Equal(300, MinutesOf(night, new DateOnly(2026, 10, 25)));
    }

    [Theory]
    // The night from Friday to Saturday belongs to Friday.
    [InlineData("2026-01-09T21:30:00Z", true)]
    [InlineData("2026-01-10T04:30:00Z", true)]
    [InlineData("2026-01-10T05:00:00Z", false)]
    [InlineData("2026-01-10T21:30:00Z", false)]
    [InlineData("2026-01-09T04:30:00Z", false)]
    public void Holds_OverMidnight_BelongsToTheDayItBeganOn(string instant, bool expected) =>
        Assert.Equal(expected, new TimeOfWeek(Berlin, [DayOfWeek.Friday], new TimeOnly(22, 0), new TimeOnly(6, 0)).Holds(DateTimeOffset.Parse(instant, null)));

    [Fact]
    public void Holds_WholeDays_GoFromMidnightToMidnight()
    {
        var sunday = new TimeOfWeek(Berlin, [DayOfWeek.Sunday], TimeOnly.MinValue, TimeOnly.MinValue);

        // The 29 March 2026 is a Sunday of 23 hours, the 25 October one of 25.
        Assert.Equal(23 * 60, MinutesOf(sunday, new DateOnly(2026, 3, 29)));
        Assert.Equal(25 * 60, MinutesOf(sunday, new DateOnly(2026, 10, 25)));
        Assert.Equal(0, MinutesOf(sunday, new DateOnly(2026, 3, 31)));
    }

    // Of the minutes of three days around a day, those that hold and are of that day by the clocks there.
    private static int MinutesOf(TimeOfWeek times, DateOnly day)
    {
        var start = new DateTimeOffset(day.AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return Enumerable.Range(0, 3 * 24 * 60).Select(minute => start.AddMinutes(minute)).Count(minute => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(minute, Berlin).DateTime) == day && times.Holds(minute));
    }
}
