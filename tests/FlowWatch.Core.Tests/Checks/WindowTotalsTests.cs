using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Queries.Evaluation;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Tests.Checks;

/// <summary>What of a scan fell into the window that is judged.</summary>
public class WindowTotalsTests
{
    private const long Slot = 11_784_096;

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(Slot * 150);
    private static readonly TimeWindow Ten = new(Start, Start.AddMinutes(10));

    [Fact]
    public void Query_SlotsBeforeAndAfterTheWindow_DoNotCount()
    {
        var rows = FlowQueryEvaluator.Evaluate(WindowTotals.Query(Ten), [Row(-1, 7, 700, 7), Row(0, 10, 1000, 2), Row(0, 1, 1, 1), Row(3, 5, 50, 1), Row(4, 9, 900, 9)], default);

        Assert.Equal(2, rows.Count);
        Assert.Equal(new WindowTraffic(16, 1051, 4), WindowTotals.Of(rows, Ten, hasAction: true));
    }

    [Fact]
    public void Of_WindowsThatCutSlots_ShareThemWithoutLoss()
    {
        // The first window's reading ends in the middle of the slot: it sees 60 s of it; the next reads 120 s.
        var (first, next) = (new TimeWindow(Start, Start.AddSeconds(60)), new TimeWindow(Start.AddSeconds(60), Start.AddSeconds(120)));

        Assert.Equal(new WindowTraffic(40, 400, 4), WindowTotals.Of(FlowQueryEvaluator.Evaluate(WindowTotals.Query(first), [Row(0, 40, 400, 4)], default), first, hasAction: true));
        Assert.Equal(new WindowTraffic(40, 400, 4), WindowTotals.Of(FlowQueryEvaluator.Evaluate(WindowTotals.Query(next), [Row(0, 80, 800, 8)], default), next, hasAction: true));
    }

    [Fact]
    public void Of_NoActionInTheRecords_DoesNotSayThatNothingWasRefused() => Assert.Null(WindowTotals.Of([Row(0, 1, 1, 0)], Ten, hasAction: false).Refused);

    [Fact]
    public void Of_HostileNumbers_StopAtTheLargest() =>
        Assert.Equal(new WindowTraffic(2, long.MaxValue, long.MaxValue), WindowTotals.Of([Row(0, 1, long.MaxValue, long.MaxValue), Row(1, 1, long.MaxValue, 1)], Ten, hasAction: true));

    [Fact]
    public void Of_NoRow_IsNothing() => Assert.Equal(new WindowTraffic(0, 0, 0), WindowTotals.Of([], Ten, hasAction: true));

    [Fact]
    public async Task RunAsync_WithAWindow_TellsItsTraffic()
    {
        var fixture = new ScanFixture().Answering("window-totals", Row(0, 10, 1000, 2));

        Assert.Equal(new WindowTraffic(10, 1000, 2), (await fixture.Check(Ten).RunAsync(default)).Input.Traffic);
        fixture.WithFields([.. FlowLogFormat.Default.Fields.Select(field => field.Name).Where(name => name != FlowLogFieldNames.Action)]);
        Assert.Null((await fixture.Check(Ten).RunAsync(default)).Input.Traffic!.Refused);
    }

    [Fact]
    public async Task RunAsync_WithoutAWindow_AsksNoMoreThanBefore()
    {
        var fixture = new ScanFixture();

        Assert.Null((await fixture.ScanAsync()).Input.Traffic);
        Assert.Null((await fixture.Check(new TimeWindow(Start, Start.AddDays(30))).RunAsync(default)).Input.Traffic);
        Assert.DoesNotContain(fixture.Asked, query => query.Name == "window-totals");
    }

    private static FlowRow Row(long after, long records, long bytes, long refused) => Rows.Of(("slot", Slot + after), ("records", records), ("refused", refused), ("out-bytes", bytes), ("back-bytes", 0L));
}
