using System.Globalization;
using CsCheck;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Local.Tests.DuckDb;

public class DuckDbQueryPropertyTests
{
    private const int QueriesPerInput = 8;

    [Fact]
    public async Task QueryAsync_RandomQueriesOverRandomRecords_AgreesWithTheReference() =>
        await Gen.Select(RandomQueries.Records, RandomQueries.Query.Array[QueriesPerInput]).SampleAsync(
            async input => await AgreesAsync(input.Item1, input.Item2),
            iter: 25, print: _ => "see above");

    private static async Task<bool> AgreesAsync(IReadOnlyList<Dictionary<string, object?>> records, IReadOnlyList<FlowQuery> queries)
    {
        using var folder = new LogFolder();
        // A record that is everybody's, so that the file is never empty.
        IReadOnlyList<Dictionary<string, object?>> all = [RandomQueries.LogFormat.Split(' ').ToDictionary(field => field, _ => (object?)null), .. records];
        all[0]["srcaddr"] = "10.0.0.1";
        var file = folder.Write("records.log", all.Select(RandomQueries.Line));
        var options = new DuckDbEngineOptions { Paths = [file], Format = FlowLogFormat.ParseLogFormat(RandomQueries.LogFormat).Format, WorkingFolder = folder.Working(), Threads = 1 };
        await using var engine = await DuckDbFlowLogEngine.OpenAsync(options, CancellationToken.None);
        foreach (var query in queries)
        {
            var expected = ReferenceEvaluator.Run(query, all).Select(row => Print(row, query.Columns));
            string actual;
            try
            {
                var rows = await engine.QueryAsync(query, CancellationToken.None);
                actual = Text(query, rows.Select(row => LogFolder.Print(row, query.Columns)));
            }
            catch (Exception error)
            {
                actual = error.ToString();
            }

            if (Text(query, expected) != actual)
            {
                Assert.Fail($"{query.From}{query}\nover\n{string.Join('\n', all.Select(RandomQueries.Line))}\nexpected\n{Text(query, expected)}\ngot\n{actual}\nSQL\n{engine.Explain(query)}");
            }
        }

        Assert.Equal(0, engine.Statistics.ProblemCount);
        return true;
    }

    private static string Text(FlowQuery query, IEnumerable<string> rows) =>
        string.Join('\n', query.Order.Count > 0 ? rows : rows.Order(StringComparer.Ordinal));

    private static string Print(Dictionary<string, object?> row, IEnumerable<string> columns) => string.Join(' ', columns.Select(column => row[column] switch
    {
        null => "-",
        string text => $"'{text}'",
        var number => Convert.ToString(number, CultureInfo.InvariantCulture),
    }));
}
