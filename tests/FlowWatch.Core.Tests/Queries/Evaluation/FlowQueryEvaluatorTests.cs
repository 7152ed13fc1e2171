using System.Net;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Queries.Evaluation;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Tests.Queries.Evaluation;

public class FlowQueryEvaluatorTests
{
    private static readonly FlowQuery Counted = FlowQuery.OverRecords("test").Measure(FlowMeasure.Count("rows"));

    [Fact]
    public void Evaluate_NoRowsAndNoKeys_GivesOneGroup()
    {
        var row = Assert.Single(FlowQueryEvaluator.Evaluate(Counted.Measure(FlowMeasure.Sum("sum", Field("n")), FlowMeasure.Maximum("most", Field("n"))), []));

        Assert.Equal((0L, 0L, null), (row.Number("rows"), row.Number("sum"), row.Number("most")));
    }

    [Fact]
    public void Evaluate_NoRowsButKeys_GivesNoGroup() => Assert.Empty(FlowQueryEvaluator.Evaluate(Counted.By("n"), []));

    [Theory]
    [InlineData(long.MaxValue, 1, null)]
    [InlineData(long.MaxValue, -1, long.MaxValue - 1)]
    public void Evaluate_NumberBeyond64Bits_IsAbsent(long left, long right, long? expected) =>
        Assert.Equal(expected, Value(Constant(left) + Constant(right)));

    [Fact]
    public void Evaluate_SumBeyondTheBound_StopsThere()
    {
        FlowRow[] rows = [Rows.Of(("n", long.MaxValue)), Rows.Of(("n", long.MaxValue)), Rows.Of(("n", 1))];

        Assert.Equal(FlowQueryEvaluator.LargestSum, FlowQueryEvaluator.Evaluate(Counted.Measure(FlowMeasure.Sum("sum", Field("n"))), rows)[0].Number("sum"));
    }

    [Theory]
    [InlineData(7, 2, 3L)]
    [InlineData(-7, 2, -3L)]
    [InlineData(7, 0, null)]
    public void Evaluate_Quotient_IsWholeTowardsZero(long left, long right, long? expected) => Assert.Equal(expected, Value(Constant(left) / Constant(right)));

    [Fact]
    public void Evaluate_LeastAndGreatest_PassOverAbsent() =>
        Assert.Equal((3L, 5L, null), (Value(Least(Absent, Constant(3))), Value(Greatest(Constant(5), Absent)), Value(Least(Absent, Absent))));

    [Theory]
    [InlineData("007", 7L)]
    [InlineData("-3", -3L)]
    [InlineData("unknown", null)]
    [InlineData("99999999999999999999", null)]
    public void Evaluate_NumberOfText_IsAbsentWhereItSpellsNone(string text, long? expected) => Assert.Equal(expected, Value(Number(Constant(text))));

    [Fact]
    public void Evaluate_NotOfAbsent_IsNeitherTrueNorFalse()
    {
        var unknown = Field("n").Is(1);

        Assert.Equal(0, Matching(unknown) + Matching(!unknown));
        Assert.Equal(1, Matching(unknown | Constant(1).Is(1)));
        Assert.Equal(1, Matching(!(unknown & Constant(1).Is(2))));

        static long Matching(FlowExpression condition) => FlowQueryEvaluator.Evaluate(Counted.Where(condition), [Rows.Of(("n", null))])[0].NumberOrZero("rows");
    }

    [Fact]
    public void Evaluate_TextsBeyondTheBasicPlane_AreOrderedByCodePoint()
    {
        FlowRow[] rows = [Rows.Of(("t", "\uffff")), Rows.Of(("t", "\U0001f600")), Rows.Of(("t", "a")), Rows.Of(("t", "aa")), Rows.Of(("t", null))];

        var ordered = FlowQueryEvaluator.Evaluate(Counted.By("t").OrderByDescending("t"), rows);

        Assert.Equal(["\U0001f600", "\uffff", "aa", "a", null], ordered.Select(row => row.Text("t")));
    }

    [Fact]
    public void Evaluate_EqualInTheOrder_KeepTheOrderMet()
    {
        var rows = Enumerable.Range(0, 100).Select(number => Rows.Of(("n", number), ("same", 1))).ToList();

        var ordered = FlowQueryEvaluator.Evaluate(Counted.By("n", "same").OrderBy("same").Take(50), rows);

        Assert.Equal(Enumerable.Range(0, 50).Select(number => (long?)number), ordered.Select(row => row.Number("n")));
    }

    [Fact]
    public void Evaluate_DerivedNamedLikeAField_TakesItsPlaceForThoseAfterIt()
    {
        var query = Counted.Derive("n", Field("n") + 1).Derive("n", Field("n") * 10).By("n");

        Assert.Equal(30, FlowQueryEvaluator.Evaluate(query, [Rows.Of(("n", 2))])[0].Number("n"));
    }

    [Fact]
    public void Evaluate_AddressInNetwork_IsAbsentWithoutAddress()
    {
        FlowRow[] rows = [Rows.Of(("a", "10.0.0.7")), Rows.Of(("a", "2001:db8::1")), Rows.Of(("a", "no address")), Rows.Of(("a", null))];
        var inside = Field("a").InNetwork(IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32"));

        Assert.Equal(2, FlowQueryEvaluator.Evaluate(Counted.Where(inside), rows)[0].Number("rows"));
        Assert.Equal(1, FlowQueryEvaluator.Evaluate(Counted.Where(!inside), rows)[0].Number("rows"));
    }

    [Fact]
    public void Evaluate_NumberAgainstText_SaysWhatCannotBeCompared()
    {
        var error = Assert.Throws<InvalidOperationException>(() => FlowQueryEvaluator.Evaluate(Counted.Where(Field("n").Is("x")), [Rows.Of(("n", 1))]));

        Assert.Equal("'1' and 'x' cannot be compared: one is a number, the other is not.", error.Message);
    }

    [Fact]
    public void Evaluate_Cancelled_Stops() =>
        Assert.Throws<OperationCanceledException>(() => FlowQueryEvaluator.Evaluate(Counted, [Rows.Of(("n", 1))], new CancellationToken(canceled: true)));

    private static long? Value(FlowExpression expression) => FlowQueryEvaluator.Evaluate(FlowQuery.OverRecords("value").By("value", expression), [Rows.Of()])[0].Number("value");
}
