using System.Collections.Concurrent;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.AwsSimulator.Logs.Execution;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.Aws.Tests.CloudWatchLogs;

/// <summary>
/// A log group whose queries are run from their text by the simulator's interpreter, without a server between. A record's time is its start;
/// a line that has none is put at the first.
/// </summary>
internal sealed class InterpretedInsights : IInsightsQueries
{
    private const long Late = long.MaxValue;

    private readonly LogEvent[] events;
    private readonly QueryDialect dialect;

    public InterpretedInsights(IEnumerable<(long Start, string Line)> lines, QueryDialect? dialect = null)
    {
        this.dialect = dialect ?? new QueryDialect();
        var source = new EventSource("123456789012:/aws/vpc/flowlogs/test", "eni-0a-all", DiscoversFields: true);
        events = [.. lines.OrderBy(line => line.Start).Select((line, index) => new LogEvent(source, line.Start * 1000, line.Start * 1000, line.Line, index))];
    }

    /// <summary>What was asked.</summary>
    public ConcurrentQueue<InsightsRequest> Requests { get; } = [];

    /// <summary>What a query comes to, where it is not run.</summary>
    public Func<InsightsRequest, InsightsResult?> Instead { get; init; } = _ => null;

    public Task<InsightsResult> RunAsync(InsightsRequest request, CancellationToken cancellationToken)
    {
        Requests.Enqueue(request);
        if (Instead(request) is { } instead) return Task.FromResult(instead);
        Assert.InRange(request.QueryText.Length, 1, 10_000);
        var plan = QueryCompiler.Compile(request.QueryText, dialect);
        var range = new EventRange(events, First(request.FromInclusive * 1000), First((request.ToInclusive * 1000) + 1));
        var outcome = plan.Execute([range], new QueryContext(dialect, Late, request.FromInclusive * 1000, request.ToInclusive * 1000), request.Limit);
        return Task.FromResult(new InsightsResult
        {
            Outcome = InsightsOutcome.Complete,
            Rows = [.. outcome.Rows.Select(row => row.ToDictionary(field => field.Field, field => field.Value))],
            Statistics = new(outcome.BytesScanned, outcome.RecordsScanned, outcome.RecordsMatched),
            QueriesStarted = 1,
        });
    }

    private int First(long milliseconds)
    {
        var (from, to) = (0, events.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (events[middle].Timestamp < milliseconds) from = middle + 1;
            else to = middle;
        }

        return from;
    }
}
