using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Tests.Queries;

public class FlowQueryTests
{
    private static readonly FlowQuery Full = FlowQuery.OverRecords("busy")
        .Derive("minute", Field("start") / 60)
        .Where(Field("action").Is("ACCEPT"))
        .Where(Field("bytes") > 0)
        .By("srcaddr", "dstaddr")
        .By("hour", Field("minute") / 60)
        .Measure(
            FlowMeasure.Count("records"),
            FlowMeasure.Count("large", Field("bytes") > 1000),
            FlowMeasure.Sum("bytes", Field("bytes")),
            FlowMeasure.Minimum("first", Field("start")),
            FlowMeasure.Maximum("last", Field("end")),
            FlowMeasure.BitwiseOr("flags", Field("tcp-flags"), Field("protocol").Is(6)),
            FlowMeasure.CountDistinct("ports", Field("dstport")))
        .Having(Field("records") > 1)
        .Having(Field("bytes") > 10)
        .OrderByDescending("bytes")
        .OrderBy("srcaddr")
        .Take(10);

    [Fact]
    public void ToString_FullQuery_IsOneClauseALine() => Assert.Equal(
        """
        query busy
          over records
          derive (start // 60) as minute
          where ((action = 'ACCEPT') and (bytes > 0))
          by srcaddr, dstaddr, (minute // 60) as hour
          measure count() as records
          measure count() where (bytes > 1000) as large
          measure sum(bytes) as bytes
          measure min(start) as first
          measure max(end) as last
          measure bits_or(tcp-flags) where (protocol = 6) as flags
          measure count_distinct(dstport) as ports
          having ((records > 1) and (bytes > 10))
          order by bytes desc, srcaddr
          limit 10

        """,
        Full.ToString(),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void ToString_QueryOverAnother_NamesIt() => Assert.Equal(
        "query all\n  over busy\n",
        FlowQuery.Over("all", Full).ToString(),
        ignoreLineEndingDifferences: true);

    [Fact]
    public void Columns_KeysAndMeasures_AreInOrder() =>
        Assert.Equal(["srcaddr", "dstaddr", "hour", "records", "large", "bytes", "first", "last", "flags", "ports"], Full.Columns);

    [Fact]
    public void InputNames_FullQuery_AreWhatItsRowsMustHave() => Assert.Equal(
        ["action", "bytes", "dstaddr", "dstport", "end", "protocol", "srcaddr", "start", "tcp-flags"],
        Full.InputNames.Order(StringComparer.Ordinal));

    [Fact]
    public void InputNames_NameReadBeforeItIsDerived_IsAnInput()
    {
        var query = FlowQuery.OverRecords("q").Derive("bytes", Field("bytes") * 8).Derive("kilobits", Field("bytes") / 1000).By("kilobits");

        Assert.Equal(["bytes"], query.InputNames);
    }

    [Fact]
    public void InputNames_GroupFilterAndOrder_ReadNoRows() =>
        Assert.Empty(FlowQuery.OverRecords("q").Measure(FlowMeasure.Count("n")).Having(Field("n") > 1).OrderBy("n").InputNames);

    [Fact]
    public void InputNames_QueriesOverRecords_AreKnownFields() => Assert.All(
        ConnectionQueries.Services.InputNames.Concat(ConnectionQueries.Sides(["10.0.0.1"]).InputNames),
        name => Assert.NotNull(FlowLogFields.Find(name)));

    [Fact]
    public void InputNames_QueriesOverOthers_AreColumnsOfThose()
    {
        var sides = ConnectionQueries.Sides(["10.0.0.1"]);
        var connections = ConnectionQueries.Connections(sides, ["10.0.0.1"]);
        List<FlowQuery> queries =
        [
            ConnectionQueries.ServiceTotals,
            ConnectionQueries.Noise([22], ["10.0.0.1"], []),
            ConnectionQueries.Noise([22], ["10.0.0.1"], []).From!,
            connections,
            ConnectionQueries.Conversations(connections, Field("duration") <= 60),
            RelayedServices.Query(sides),
            SentBytes.Query(sides, ["10.0.0.1"]),
            ConnectionSamples.OfSender(sides, "10.0.0.1", 3),
            .. DetectionCatalog.Default.All.SelectMany(detection => detection.Questions(new())).SelectMany(question => question.Queries),
        ];

        Assert.All(queries, query => Assert.Subset(query.From!.Columns.ToHashSet(), query.InputNames.ToHashSet()));
    }

    [Fact]
    public void AnyStep_Query_IsNotChangedItself()
    {
        var before = Full.ToString();

        _ = Full.Derive("x", 1).Derive([new NamedExpression("y", 2)]).Where(Field("x") > 0).By("x").By("z", 3)
            .Measure(FlowMeasure.Count("n")).Having(Field("n") > 0).OrderBy("n").OrderByDescending("n").Take(1);

        Assert.Equal(before, Full.ToString());
    }

    [Fact]
    public void AnyStep_ListChangedAfterwards_LeavesTheQueryAlone()
    {
        var derived = new List<NamedExpression> { new("x", 1) };
        var fields = new List<string> { "srcaddr" };
        var measures = new List<FlowMeasure> { FlowMeasure.Count("n") };
        var query = FlowQuery.OverRecords("q").Derive(derived).By(fields).Measure(measures);
        var before = query.ToString();

        derived.Clear();
        fields.Clear();
        measures.Clear();

        Assert.Equal(before, query.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Take_NoRows_IsRefused(int count) => Assert.Throws<ArgumentOutOfRangeException>(() => Full.Take(count));

    [Fact]
    public void Take_Twice_TheLastHolds() => Assert.Equal(3, Full.Take(7).Take(3).Limit);
}
