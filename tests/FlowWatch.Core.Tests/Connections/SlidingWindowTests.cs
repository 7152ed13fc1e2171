using CsCheck;
using FlowWatch.Core.Connections;

namespace FlowWatch.Core.Tests.Connections;

public class SlidingWindowTests
{
    // Few different times and amounts, so that ties and equal times are common.
    private static readonly Gen<((long Time, long Amount)[] Events, long Length)> Cases = Gen.Select(
        Gen.Select(Gen.Long[0, 30], Gen.Long[0, 4], (time, amount) => (time, amount)).Array[0, 25].Select(events => events.OrderBy(one => one.time).ToArray()),
        Gen.Long[1, 20],
        (events, length) => (events, length));

    [Fact]
    public void Fullest_AnyEvents_IsTheEarliestOfTheBest() => Cases.Sample((events, length) =>
    {
        var (first, last, sum) = SlidingWindow.Fullest(events, length);

        Assert.Equal(Oracle(events, length, window => window.Sum(one => one.Amount)), (first, last, sum));
    });

    [Fact]
    public void MostDistinct_AnyEvents_IsTheEarliestOfTheBest() => Cases.Sample((events, length) =>
    {
        var (first, last, distinct) = SlidingWindow.MostDistinct(events, length);

        Assert.Equal(Oracle(events, length, window => window.Select(one => one.Amount).Distinct().Count()), (first, last, distinct));
    });

    [Fact]
    public void Fullest_AnyEvents_NoWindowAnywhereHoldsMore() => Cases.Where(one => one.Events.Length > 0).Sample((events, length) =>
    {
        var (_, _, sum) = SlidingWindow.Fullest(events, length);

        for (var from = -length; from <= 30; from++)
        {
            Assert.True(sum >= events.Where(one => one.Time >= from && one.Time < from + length).Sum(one => one.Amount));
        }
    });

    [Fact]
    public void Fullest_TimesShifted_IsTheSameWindow() => Gen.Select(Cases, Gen.Long[-1_000_000_000_000, 1_000_000_000_000]).Sample((one, shift) =>
        Assert.Equal(
            SlidingWindow.Fullest(one.Events, one.Length),
            SlidingWindow.Fullest([.. one.Events.Select(happened => (happened.Time + shift, happened.Amount))], one.Length)));

    [Theory]
    [InlineData(59, 2)]
    [InlineData(60, 1)]
    public void Fullest_GapAtTheEdge_TheEndIsExcluded(long gap, long expected) =>
        Assert.Equal(expected, SlidingWindow.Fullest([(1000, 1), (1000 + gap, 1)], 60).Sum);

    [Theory]
    [InlineData(59, 2)]
    [InlineData(60, 1)]
    public void MostDistinct_GapAtTheEdge_TheEndIsExcluded(long gap, long expected) =>
        Assert.Equal(expected, SlidingWindow.MostDistinct([(1000, "a"), (1000 + gap, "b")], 60).Distinct);

    [Fact]
    public void Fullest_NoEvents_HasNoIndexes()
    {
        Assert.Equal((-1, -1, 0L), SlidingWindow.Fullest([], 60));
        Assert.Equal((-1, -1, 0L), SlidingWindow.MostDistinct<string>([], 60));
    }

    [Fact]
    public void Fullest_AmountsBeyondALong_StopAtTheLargest() =>
        Assert.Equal((0, 2, long.MaxValue), SlidingWindow.Fullest([(1, 5), (2, 3), (3, long.MaxValue), (100, long.MaxValue)], 10));

    // Ends at each event in turn, with everything that is less than the length before it.
    private static (int First, int Last, long Best) Oracle(
        (long Time, long Amount)[] events, long length, Func<IEnumerable<(long Time, long Amount)>, long> measure)
    {
        var best = (First: -1, Last: -1, Amount: 0L);
        for (var last = 0; last < events.Length; last++)
        {
            var first = Array.FindIndex(events, one => events[last].Time - one.Time < length);
            var amount = measure(events[first..(last + 1)]);
            if (last == 0 || amount > best.Amount) best = (first, last, amount);
        }

        return best;
    }
}
