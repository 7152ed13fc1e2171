using CsCheck;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Queries.Evaluation;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Generation;
using FlowWatch.Local.Tests.DuckDb;
using FlowWatch.Local.Tests.Generation;

namespace FlowWatch.Local.Tests.Queries;

/// <summary>A query in memory and the same query in DuckDB.</summary>
public class FlowQueryEvaluatorTests
{
    private const int QueriesPerInput = 8;

    public static TheoryData<bool> Formats => [false, true];

    [Fact]
    public async Task Evaluate_RandomQueriesOverRandomRecords_AgreesWithDuckDb() =>
        await Gen.Select(RandomQueries.Records, RandomQueries.Query.Array[QueriesPerInput]).SampleAsync(
            async input => await AgreesAsync(FlowLogFormat.ParseLogFormat(RandomQueries.LogFormat).Format!, [AnyRecord, .. input.Item1.Select(RandomQueries.Line)], input.Item2),
            iter: 25, print: _ => "see above");

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Evaluate_EveryConnectionQueryOverGeneratedTraffic_AgreesWithDuckDb(bool rich)
    {
        var options = new TrafficOptions { Seed = 3, Duration = TimeSpan.FromMinutes(15), ConnectionsPerSecond = 0.5, Hosts = 20, Fields = rich ? Recording.RichFields : TrafficOptions.DefaultFields };
        var format = FlowLogFormat.ParseLogFormat(string.Join(' ', options.Fields)).Format!;
        var lines = Recording.Lines(options);
        var addresses = RecordRows.Of(format, lines).Select(row => row.Text("srcaddr")).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var sides = ConnectionQueries.Sides([.. addresses.Take(200)]);
        var connections = ConnectionQueries.Connections(sides, addresses);
        var settings = new DetectionOptions();
        FlowQuery[] queries =
        [
            Exactly(ConnectionQueries.Services), Exactly(ConnectionQueries.ServiceTotals), sides, connections,
            ConnectionQueries.Conversations(connections, FlowExpression.Field("duration") < 60),
            ConnectionQueries.Noise([22, 3389], addresses[..2], settings.InternalNetworks),
            SentBytes.Query(sides, addresses),
            .. rich ? [RelayedServices.Query(sides)] : Array.Empty<FlowQuery>(),
            .. DetectionCatalog.Default.All.SelectMany(detection => detection.Questions(settings)).SelectMany(question => question.Queries).Select(Exactly),
        ];

        Assert.True(await AgreesAsync(format, lines, queries));
    }

    private static string AnyRecord => "10.0.0.1" + string.Concat(Enumerable.Repeat(" -", RandomQueries.LogFormat.Split(' ').Length - 1));

    // What DuckDB only estimates is counted here, or the two would rightly differ.
    private static FlowQuery Exactly(FlowQuery query)
    {
        var start = query.From is null ? FlowQuery.OverRecords(query.Name) : FlowQuery.Over(query.Name, Exactly(query.From));
        var filtered = query.Filter is null ? start.Derive(query.Derived) : start.Derive(query.Derived).Where(query.Filter);
        var grouped = query.Keys.Aggregate(filtered, (so, key) => so.By(key.Name, key.Expression))
            .Measure([.. query.Measures.Select(measure => measure.Kind == MeasureKind.EstimateDistinct ? measure with { Kind = MeasureKind.CountDistinct } : measure)]);
        return query.GroupFilter is null ? grouped : grouped.Having(query.GroupFilter);
    }

    private static async Task<bool> AgreesAsync(FlowLogFormat format, IReadOnlyList<string> lines, IReadOnlyList<FlowQuery> queries)
    {
        using var folder = new LogFolder();
        var options = new DuckDbEngineOptions { Paths = [folder.Write("records.log", lines)], Format = format, WorkingFolder = folder.Working(), Threads = 1 };
        await using var engine = await DuckDbFlowLogEngine.OpenAsync(options, CancellationToken.None);
        var records = RecordRows.Of(format, lines);
        foreach (var query in queries)
        {
            var expected = Text(query, await engine.QueryAsync(query, CancellationToken.None));
            var actual = Text(query, Evaluate(query, records));
            if (expected != actual) Assert.Fail($"{query.From}{query}\nover\n{string.Join('\n', lines.Take(40))}\nDuckDB\n{expected}\nin memory\n{actual}");
        }

        Assert.Equal(0, engine.Statistics.ProblemCount);
        return true;
    }

    private static IReadOnlyList<FlowRow> Evaluate(FlowQuery query, IReadOnlyList<FlowRow> records) =>
        FlowQueryEvaluator.Evaluate(query, query.From is null ? records : Evaluate(query.From, records));

    private static string Text(FlowQuery query, IReadOnlyList<FlowRow> rows)
    {
        var printed = rows.Select(row => LogFolder.Print(row, query.Columns));
        return string.Join('\n', query.Order.Count > 0 ? printed : printed.Order(StringComparer.Ordinal));
    }
}
