using FlowWatch.Cli.Input;

namespace FlowWatch.Cli.Tests.Input;

public class TimeRangeTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("15m", 900)]
    [InlineData("1h", 3600)]
    [InlineData("7d", 604800)]
    public void Duration_Readable_IsRead(string text, int seconds) => Assert.Equal(TimeSpan.FromSeconds(seconds), TimeRange.Duration("--since", text));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("0h")]
    [InlineData("-1h")]
    [InlineData("1.5h")]
    [InlineData("1H")]
    [InlineData("1w")]
    [InlineData("100000d")]
    [InlineData("1h30m")]
    public void Duration_Unreadable_IsRefused(string text) =>
        Assert.Equal($"--since: '{text}' is not a length of time such as 90s, 15m, 1h or 7d.", Assert.Throws<BadInputException>(() => TimeRange.Duration("--since", text)).Message);

    [Theory]
    [InlineData("2026-01-05", "2026-01-05T00:00:00Z")]
    [InlineData("2026-01-05T12:30", "2026-01-05T12:30:00Z")]
    [InlineData("2026-01-05T12:30:15", "2026-01-05T12:30:15Z")]
    [InlineData("2026-01-05T12:30:15Z", "2026-01-05T12:30:15Z")]
    [InlineData("2026-01-05 12:30:15Z", "2026-01-05T12:30:15Z")]
    [InlineData("2026-01-05T12:30:15.5Z", "2026-01-05T12:30:15.5Z")]
    [InlineData("2026-01-05T12:30:15+02:00", "2026-01-05T10:30:15Z")]
    [InlineData("20260105T123015Z", "2026-01-05T12:30:15Z")]
    public void Instant_Iso8601_IsReadAsUtc(string text, string instant) => Assert.Equal(DateTimeOffset.Parse(instant, null), TimeRange.Instant("--from", text));

    [Theory]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("12:30")]
    [InlineData("01/02/2026")]
    [InlineData("2026-13-01")]
    [InlineData("1767614400")]
    public void Instant_AnythingElse_IsRefused(string text) =>
        Assert.Equal($"--from: '{text}' is not a time in ISO 8601, such as 2026-01-05T12:00:00Z.", Assert.Throws<BadInputException>(() => TimeRange.Instant("--from", text)).Message);

    [Theory]
    [InlineData("1h", "2026-01-01", null, "--since and --from say the same thing twice; give one of them.")]
    [InlineData(null, "2026-02-01", "2026-01-01", "the time range is empty: it starts 2026-02-01 00:00:00Z and ends 2026-01-01 00:00:00Z.")]
    [InlineData(null, "2026-01-01", "2026-01-01", "the time range is empty: it starts 2026-01-01 00:00:00Z and ends 2026-01-01 00:00:00Z.")]
    [InlineData("1h", null, "2026-01-01", "the time range is empty: it starts 2026-01-05 12:00:00Z and ends 2026-01-01 00:00:00Z.")]
    public void Parse_Contradiction_IsRefused(string? since, string? from, string? to, string message) =>
        Assert.Equal(message, Assert.Throws<BadInputException>(() => TimeRange.Parse(since, from, to, CommandRun.Now)).Message);

    [Fact]
    public void Parse_NoOption_IsNoRange() => Assert.Null(TimeRange.Parse(null, null, null, CommandRun.Now));
}
