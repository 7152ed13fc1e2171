using CsCheck;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Tests.Connections;

public class SourceQuestionTests
{
    private static readonly FlowQuery Query = FlowQuery.Over("q", ConnectionQueries.Services);

    [Fact]
    public void EachRow_Rows_NameTheSources() =>
        Assert.Equal(["10.0.0.2", "10.0.0.1"], SourceQuestion.EachRow(Query).Choose([Rows.Of(("source", "10.0.0.2")), Rows.Of(("source", "10.0.0.1"))]));

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public void Windowed_Amount_MustPassTheThreshold(long amount, bool chosen) =>
        Assert.Equal(chosen, SourceQuestion.Windowed([Query], "n", 15, 100).Choose([Rows.Of(("source", "10.0.0.1"), ("slot", 5), ("n", amount))]).Any());

    [Theory]
    [InlineData(1, 2)]
    [InlineData(5, 3)]
    [InlineData(15, 7)]
    [InlineData(1440, 577)]
    public void SlotsTouched_Minutes_AreOneMoreThanFit(long minutes, long slots) => Assert.Equal(slots, SourceQuestion.SlotsTouched(minutes));

    // What the closer look would find must be among those it looks at.
    [Fact]
    public void Windowed_AnyEvents_NeverLetsTooFewThrough() =>
        Gen.Select(Gen.Select(Gen.Long[0, 3000], Gen.Long[1, 5]).Array[1, 40], Gen.Long[1, 30], Gen.Long[1, 40]).Sample((events, minutes, threshold) =>
        {
            var exact = SlidingWindow.Fullest([.. events.OrderBy(one => one.Item1)], minutes * 60).Sum > threshold;
            var rows = events.GroupBy(one => one.Item1 / ConnectionQueries.SlotSeconds)
                .Select(slot => Rows.Of(("source", "10.0.0.1"), ("slot", slot.Key), ("n", slot.Sum(one => one.Item2))))
                .Reverse();

            Assert.True(!exact || SourceQuestion.Windowed([Query], "n", minutes, threshold).Choose([.. rows]).Any());
        });
}
