using System.Globalization;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Tests.Logs.QueryLanguage;

public class QueryPeriodTests
{
    [Theory]
    [InlineData("5m", 5, PeriodUnit.Minute)]
    [InlineData("5min", 5, PeriodUnit.Minute)]
    [InlineData("5minutes", 5, PeriodUnit.Minute)]
    [InlineData("2hr", 2, PeriodUnit.Hour)]
    [InlineData("2hrs", 2, PeriodUnit.Hour)]
    [InlineData("3mo", 3, PeriodUnit.Month)]
    [InlineData("1qtr", 1, PeriodUnit.Quarter)]
    // "CloudWatch Logs caps your request according to the time unit that you choose."
    [InlineData("300s", 60, PeriodUnit.Second)]
    [InlineData("150s", 60, PeriodUnit.Second)]
    [InlineData("90m", 60, PeriodUnit.Minute)]
    [InlineData("48h", 24, PeriodUnit.Hour)]
    [InlineData("5000ms", 1000, PeriodUnit.Millisecond)]
    public void Parse_Period_IsCapped(string text, int count, object unit)
    {
        var period = QueryPeriod.Parse(text);

        Assert.Equal(new QueryPeriod(count, (PeriodUnit)unit), period);
    }

    [Theory]
    [InlineData("5")]
    [InlineData("m")]
    [InlineData("0m")]
    [InlineData("5x")]
    [InlineData("5ss")]
    [InlineData("99999999999m")]
    public void Parse_NoPeriod_IsNull(string text) => Assert.Null(QueryPeriod.Parse(text));

    [Theory]
    [InlineData("5m", "2026-01-02T03:04:05Z", "2026-01-02T03:00:00Z", "2026-01-02T03:05:00Z")]
    [InlineData("5m", "2026-01-02T03:05:00Z", "2026-01-02T03:05:00Z", "2026-01-02T03:05:00Z")]
    [InlineData("1d", "2026-01-02T03:04:05Z", "2026-01-02T00:00:00Z", "2026-01-03T00:00:00Z")]
    [InlineData("1w", "2026-01-02T03:04:05Z", "2025-12-29T00:00:00Z", "2026-01-05T00:00:00Z")]
    [InlineData("1mo", "2026-01-02T03:04:05Z", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z")]
    [InlineData("1q", "2026-05-02T03:04:05Z", "2026-04-01T00:00:00Z", "2026-07-01T00:00:00Z")]
    [InlineData("1y", "2026-05-02T03:04:05Z", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z")]
    [InlineData("1h", "1969-12-31T23:30:00Z", "1969-12-31T23:00:00Z", "1970-01-01T00:00:00Z")]
    [InlineData("1mo", "1969-12-31T23:30:00Z", "1969-12-01T00:00:00Z", "1970-01-01T00:00:00Z")]
    public void FloorAndCeiling_Time_AreTheEndsOfItsPeriod(string period, string time, string floor, string ceiling)
    {
        var parsed = QueryPeriod.Parse(period)!.Value;

        Assert.Equal((Milliseconds(floor), Milliseconds(ceiling)), (parsed.Floor(Milliseconds(time)), parsed.Ceiling(Milliseconds(time))));
    }

    private static long Milliseconds(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
