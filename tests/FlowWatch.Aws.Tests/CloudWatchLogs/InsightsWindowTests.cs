using CsCheck;
using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Core.Findings;

namespace FlowWatch.Aws.Tests.CloudWatchLogs;

public class InsightsWindowTests
{
    [Fact]
    public void Of_FractionsOfSeconds_TakesWholeOnesAsTheOtherEngineDoes()
    {
        var from = DateTimeOffset.FromUnixTimeMilliseconds(1_000_500);

        Assert.Equal(new InsightsWindow(1000, 1002), InsightsWindow.Of(new TimeWindow(from, from.AddMilliseconds(501))));
    }

    [Fact]
    public void Split_AnyWindow_GivesPartsThatMakeUpTheWhole() =>
        Gen.Select(Gen.Long[0, 5000], Gen.Long[1, 5000], Gen.Int[2, 40], Gen.OneOf<long?>(null, 60, 150)).Sample((from, length, wanted, slot) =>
        {
            var window = new InsightsWindow(from, from + length);
            var parts = window.Split(wanted, slot);

            if (length == 1) return parts.Count == 0;
            return parts.Count >= 2 && parts.Count <= wanted
                && parts[0].From == window.From && parts[^1].To == window.To
                && parts.Zip(parts.Skip(1)).All(pair => pair.First.To == pair.Second.From)
                && parts.All(part => part.From < part.To);
        });

    [Fact]
    public void Split_WindowOfSeveralSlots_CutsBetweenThem()
    {
        var parts = new InsightsWindow(1000, 2000).Split(3, 150);

        Assert.Equal([new(1000, 1200), new(1200, 1650), new(1650, 2000)], parts);
    }

    [Fact]
    public void Split_WithinASlot_CutsAnywhere() => Assert.Equal([new(900, 930), new(930, 960)], new InsightsWindow(900, 960).Split(2, 150));
}
