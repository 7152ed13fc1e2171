using FlowWatch.Core.Connections;
using FlowWatch.Core.Queries;
using FlowWatch.Local.DuckDb;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Local.Tests.DuckDb;

public class WantedTextsTests
{
    private static readonly IReadOnlyList<string> Some = ["10.0.0.1", "10.0.0.2"];

    private static FlowQuery Query => FlowQuery.OverRecords("q").Measure(FlowMeasure.Count("records"));

    [Fact]
    public void Of_SidesOfAddresses_AreTheirFourFields()
    {
        var wanted = WantedTexts.Of(ConnectionQueries.Sides(Some));

        Assert.Equal(["dstaddr", "pkt-dstaddr", "pkt-srcaddr", "srcaddr"], wanted!.Fields.Order(StringComparer.Ordinal));
        Assert.Equal(Some, wanted.Values.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_OneFieldAmongOtherConditions_IsFound() =>
        Assert.Equal(["srcaddr"], WantedTexts.Of(Query.Where((Field("dstport") > 1) & Field("srcaddr").In(Some)))!.Fields);

    [Fact]
    public void Of_AnAlternativeThatIsNoText_AsksNothing() =>
        Assert.Null(WantedTexts.Of(Query.Where(Field("srcaddr").In(Some) | (Field("dstport") > 1))));

    [Fact]
    public void Of_TheOpposite_AsksNothing() => Assert.Null(WantedTexts.Of(Query.Where(!Field("srcaddr").In(Some))));

    [Fact]
    public void Of_Numbers_AsksNothing() => Assert.Null(WantedTexts.Of(Query.Where(Field("dstport").In(22, 3389))));

    [Fact]
    public void Of_AValueDerivedUnderAFieldsName_AsksNothing() =>
        Assert.Null(WantedTexts.Of(Query.Derive("srcaddr", Field("dstaddr")).Where(Field("srcaddr").In(Some))));

    [Fact]
    public void Of_NoFilter_AsksNothing() => Assert.Null(WantedTexts.Of(Query));
}
