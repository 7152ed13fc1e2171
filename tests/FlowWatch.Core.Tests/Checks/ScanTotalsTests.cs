using FlowWatch.Core.Checks;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Tests.Checks;

/// <summary>What a scan read in all, and what of it fell into the window that is judged.</summary>
public class ScanTotalsTests
{
    private const long Slot = 11_784_096;

    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(Slot * 150);

    [Fact]
    public void TrafficOf_SlotsBeforeTheWindow_DoNotCount()
    {
        var totals = ScanTotals.Of([Row(-1, 7, 700, 7), Row(0, 10, 1000, 2), Row(3, 5, 50, 1), Row(4, 9, 900, 9)]);

        Assert.Equal(new WindowTraffic(15, 1050, 3), totals.TrafficOf(new TimeWindow(Start, Start.AddMinutes(10)), hasAction: true));
        Assert.Equal(31, totals.Records);
    }

    [Fact]
    public void TrafficOf_WindowsThatCutSlots_ShareThemWithoutLoss()
    {
        // The first window's reading ends in the middle of the slot: it sees 60 s of it; the next reads all of it.
        var first = ScanTotals.Of([Row(0, 40, 400, 4)]).TrafficOf(new TimeWindow(Start, Start.AddSeconds(60)), hasAction: true);
        var next = ScanTotals.Of([Row(0, 80, 800, 8)]).TrafficOf(new TimeWindow(Start.AddSeconds(60), Start.AddSeconds(120)), hasAction: true);

        Assert.Equal(new WindowTraffic(40, 400, 4), first);
        Assert.Equal(new WindowTraffic(40, 400, 4), next);
    }

    [Fact]
    public void TrafficOf_NoActionInTheRecords_DoesNotSayThatNothingWasRefused() =>
        Assert.Null(ScanTotals.Of([Row(0, 1, 1, 0)]).TrafficOf(new TimeWindow(Start, Start.AddMinutes(10)), hasAction: false).Refused);

    [Fact]
    public void TrafficOf_HostileNumbers_StopAtTheLargest()
    {
        var totals = ScanTotals.Of([Row(0, 1, long.MaxValue, long.MaxValue), Row(1, 1, long.MaxValue, 1), ScanFixture.Totals(long.MaxValue, 1, outBytes: 1), ScanFixture.Totals(-5, 1, outBytes: 1), ScanFixture.Totals(null, 1)]);

        Assert.Equal(new WindowTraffic(2, long.MaxValue, long.MaxValue), totals.TrafficOf(new TimeWindow(Start, Start.AddMinutes(10)), hasAction: true));
        Assert.Equal(5, totals.Records);
    }

    [Fact]
    public void Of_NoRow_IsNothing()
    {
        var totals = ScanTotals.Of([]);

        Assert.Equal((0, null), (totals.Records, totals.First));
        Assert.Equal(new WindowTraffic(0, 0, 0), totals.TrafficOf(new TimeWindow(Start, Start.AddMinutes(10)), hasAction: true));
    }

    [Fact]
    public async Task RunAsync_WithAWindow_TellsItsTraffic()
    {
        var fixture = new ScanFixture().Answering("totals", Row(-1, 7, 700, 7), Row(0, 10, 1000, 2));

        Assert.Equal(new WindowTraffic(10, 1000, 2), (await fixture.Check(new TimeWindow(Start, Start.AddMinutes(10))).RunAsync(default)).Input.Traffic);
        Assert.Null((await fixture.ScanAsync()).Input.Traffic);
        fixture.WithFields([.. FlowLogFormat.Default.Fields.Select(field => field.Name).Where(name => name != FlowLogFieldNames.Action)]);
        Assert.Null((await fixture.Check(new TimeWindow(Start, Start.AddMinutes(10))).RunAsync(default)).Input.Traffic!.Refused);
    }

    private static FlowRow Row(long after, long records, long bytes, long refused) => ScanFixture.Totals(Slot + after, records, refused: refused, outBytes: bytes, first: Start.ToUnixTimeSeconds(), last: Start.ToUnixTimeSeconds());
}
