using System.Text;
using CsCheck;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;
using FlowWatch.Core.Connections;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Queries.Evaluation;
using FlowWatch.Local.Generation;
using FlowWatch.Local.Tests.DuckDb;

namespace FlowWatch.Aws.Tests.CloudWatchLogs;

/// <summary>A query through Logs Insights and the same query in memory, which agrees with DuckDB.</summary>
public class InsightsAgreementTests
{
    private const int QueriesPerInput = 8;

    private static readonly string[] RichFields =
    [
        "tcp-flags", "interface-id", "srcaddr", "srcport", "dstaddr", "dstport", "protocol", "packets", "bytes", "start", "end",
        "action", "log-status", "pkt-srcaddr", "pkt-dstaddr", "flow-direction", "traffic-path",
    ];

    public static TheoryData<string> Dialects => ["usual", "otherwise"];

    [Theory]
    [MemberData(nameof(Dialects))]
    public async Task QueryAsync_RandomQueriesOverRandomRecords_AgreesWithThoseInMemory(string dialect) =>
        await Gen.Select(RandomQueries.Records, RandomQueries.Query.Array[QueriesPerInput]).SampleAsync(
            async input => await AgreesAsync(FlowLogLines.Format(RandomQueries.LogFormat), [.. input.Item1.Select(RandomQueries.Line)], input.Item2, dialect),
            iter: 40, print: _ => "see above");

    [Theory]
    [InlineData(false, "usual")]
    [InlineData(true, "otherwise")]
    public async Task QueryAsync_ConnectionQueriesOverGeneratedTraffic_AgreesWithThoseInMemory(bool rich, string dialect)
    {
        var options = new TrafficOptions { Seed = 3, Duration = TimeSpan.FromMinutes(15), ConnectionsPerSecond = 0.3, Hosts = 16, Fields = rich ? RichFields : TrafficOptions.DefaultFields };
        var format = FlowLogLines.Format(string.Join(' ', options.Fields));
        var lines = Lines(options);
        var addresses = FlowLogLines.Rows(format, lines).Select(row => row.Text("srcaddr")).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        var sides = ConnectionQueries.Sides([.. addresses.Take(40)]);

        Assert.True(await AgreesAsync(format, lines, [ConnectionQueries.Services, ConnectionQueries.ServiceTotals, sides, ConnectionQueries.Connections(sides, addresses)], dialect, "connections"));
    }

    private static string[] Lines(TrafficOptions options)
    {
        using var output = new MemoryStream();
        new TrafficGenerator(options).WriteTo(output);
        return Encoding.ASCII.GetString(output.ToArray()).TrimEnd('\n').Split('\n');
    }

    private static QueryDialect Dialect(string name) => name == "usual" ? new() : new()
    {
        DecimalPlaces = 6, ScientificFrom = 100_000, NegatedMatchTakesAbsent = false, SumOfNothingIsZero = true, ExactDistinctUpTo = int.MaxValue,
    };

    private static async Task<bool> AgreesAsync(FlowLogFormat format, IReadOnlyList<string> lines, IReadOnlyList<FlowQuery> queries, string dialect, params string[] estimated)
    {
        var insights = new InterpretedInsights(FlowLogLines.Timed(format, lines), Dialect(dialect));
        var engine = await FlowLogLines.OpenAsync(insights, format);
        var records = FlowLogLines.Rows(format, lines);
        foreach (var query in queries)
        {
            var expected = FlowLogLines.Print(Without(query, estimated), Evaluate(query, records));
            string actual;
            try
            {
                actual = FlowLogLines.Print(Without(query, estimated), await engine.QueryAsync(query, CancellationToken.None));
            }
            catch (Exception error)
            {
                actual = error.ToString();
            }

            if (expected != actual) Assert.Fail($"{query.From}{query}\nover\n{string.Join('\n', lines.Take(40))}\nin memory\n{expected}\nInsights\n{actual}\nasked\n{engine.Explain(query.From ?? query)}");
        }

        if (engine.Statistics.ProblemCount > 0) Assert.Fail(string.Join('\n', engine.Statistics.Problems));
        return true;
    }

    // Only the columns to print matter.
    private static FlowQuery Without(FlowQuery query, string[] estimated) => query.Keys
        .Aggregate(FlowQuery.OverRecords(query.Name), (so, key) => so.By(key.Name))
        .Measure([.. query.Measures.Where(measure => !estimated.Contains(measure.Name))])
        .EndingLike(query);

    private static IReadOnlyList<FlowRow> Evaluate(FlowQuery query, IReadOnlyList<FlowRow> records) =>
        FlowQueryEvaluator.Evaluate(query, query.From is null ? records : Evaluate(query.From, records));
}
