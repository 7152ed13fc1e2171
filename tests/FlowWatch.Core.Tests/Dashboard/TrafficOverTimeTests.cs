using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Tests.Dashboard;

/// <summary>What judged windows tell of traffic over time.</summary>
public class TrafficOverTimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Ten = TimeSpan.FromMinutes(10);

    [Fact]
    public void Of_TwoChecksOfATarget_CountTheSameTrafficOnce()
    {
        var traffic = Of(Noon.AddHours(1), Check("one", "security", Ten, 6, new WindowTraffic(100, 6000, 12)), Check("one", "anomaly", TimeSpan.FromMinutes(15), 4, new WindowTraffic(150, 9000, 18)));

        Assert.Equal(Ten, traffic.Step);
        Assert.Equal(6, traffic.Bins.Count);
        Assert.All(traffic.Bins, bin => Assert.Equal((6000L, 100L, 12L, true), (bin.Bytes, bin.Records, bin.Refused, bin.IsWhole)));
    }

    [Fact]
    public void Of_SeveralTargets_AddUp()
    {
        var traffic = Of(Noon.AddHours(1), Check("one", "security", Ten, 6, new WindowTraffic(100, 6000, 12)), Check("two", "security", Ten, 3, new WindowTraffic(1, 60, 1)));

        Assert.Equal([6060L, 6060L, 6060L, 6000L, 6000L, 6000L], traffic.Bins.Select(bin => bin.Bytes));
        Assert.Equal([true, true, true, false, false, false], traffic.Bins.Select(bin => bin.IsWhole));
    }

    [Fact]
    public void Of_NothingJudged_IsUnknownAndNotNothing()
    {
        var due = new ShownWindow(Noon, Noon + Ten, WindowState.Due, null, null, null, null, null);
        var traffic = Of(Noon.AddHours(1), Check("one", "security", Ten, 0, null) with { Windows = [due] });

        Assert.All(traffic.Bins, bin => Assert.Equal((null, null, null, false), (bin.Bytes, bin.Records, bin.Refused, bin.IsWhole)));
    }

    [Fact]
    public void Of_FlowLogsWithoutAction_DoNotSayThatNothingWasRefused()
    {
        var traffic = Of(Noon.AddHours(1), Check("one", "security", Ten, 6, new WindowTraffic(100, 6000, null)));

        Assert.All(traffic.Bins, bin => Assert.Equal((6000L, null), (bin.Bytes, bin.Refused)));
        Assert.Equal(1, traffic.WithoutAction);
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(6, 10)]
    [InlineData(24, 30)]
    [InlineData(168, 180)]
    public void Of_AnyRange_HasStepsOfTheClockAndNotTooMany(int hours, int minutes)
    {
        // A page that is opened at an odd second shows the same bars as before.
        var traffic = TrafficOverTime.Of([Check("one", "security", Ten, 6, new WindowTraffic(1, 1, 1))], new TimeWindow(Noon.AddSeconds(77), Noon.AddSeconds(77).AddHours(hours)), Ten);

        Assert.Equal(TimeSpan.FromMinutes(minutes), traffic.Step);
        Assert.InRange(traffic.Bins.Count, 1, 61);
        Assert.All(traffic.Bins, bin => Assert.Equal(0, bin.Window.From.UtcTicks % traffic.Step.Ticks));
        Assert.True(traffic.Bins[^1].Window.To >= Noon.AddSeconds(77).AddHours(hours));
    }

    [Fact]
    public void Of_ALongWindow_IsSpreadWithoutLoss()
    {
        // Caught up in one window of an hour.
        var traffic = Of(Noon.AddHours(1), Check("one", "security", TimeSpan.FromHours(1), 1, new WindowTraffic(600, 6000, 60)));

        Assert.Equal(6, traffic.Bins.Count);
        Assert.Equal((6000L, 600L, 60L), (traffic.Bins.Sum(bin => bin.Bytes), traffic.Bins.Sum(bin => bin.Records), traffic.Bins.Sum(bin => bin.Refused)));
    }

    [Fact]
    public void Of_HostileNumbers_DoNotOverflow() =>
        Assert.All(Of(Noon.AddHours(1), Check("one", "security", Ten, 6, new WindowTraffic(long.MaxValue, long.MaxValue, long.MaxValue)), Check("two", "security", Ten, 6, new WindowTraffic(long.MaxValue, long.MaxValue, long.MaxValue))).Bins, bin => Assert.True(bin.Bytes > 0 && bin.Refused > 0));

    private static TrafficOverTime Of(DateTimeOffset to, params CheckProgress[] progress) => TrafficOverTime.Of(progress, new TimeWindow(Noon, to), Ten);

    private static CheckProgress Check(string target, string check, TimeSpan length, int windows, WindowTraffic? traffic) => new()
    {
        Target = target,
        Check = check,
        Watermark = Noon,
        AlarmAge = TimeSpan.FromHours(1),
        Aged = 0,
        OldestUnjudged = null,
        Windows = [.. Enumerable.Range(0, windows).Select(index => new ShownWindow(Noon + (length * index), Noon + (length * (index + 1)), WindowState.Judged, 1, traffic, 0, Noon, null))],
    };
}
