using FlowWatch.AwsSimulator.Logs.Execution;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Tests.Logs;

/// <summary>Queries over a few lines, without a server.</summary>
internal static class InsightsQuery
{
    /// <summary>2026-01-02 03:04:05.678 UTC: the time of the first line; each further one is a second later.</summary>
    public const long FirstTime = 1_767_323_045_678;

    public const string Log = "111122223333:/flow-logs";
    public const string Stream = "eni-0a1b2c3d4e5f60718-all";

    /// <summary>A record in the default format.</summary>
    public static string Record(
        string source = "10.0.0.1", string target = "10.0.0.2", string sourcePort = "49152", string targetPort = "443", string protocol = "6",
        string packets = "10", string bytes = "840", long start = 1_767_323_045, string action = "ACCEPT", string status = "OK") =>
        $"2 111122223333 eni-0a1b2c3d4e5f60718 {source} {target} {sourcePort} {targetPort} {protocol} {packets} {bytes} {start} {start + 60} {action} {status}";

    /// <summary>The rows of a query, each as its columns but for @ptr.</summary>
    public static List<Dictionary<string, string>> Rows(string query, params IEnumerable<string> lines) =>
        [.. Run(query, lines).Rows.Select(row => row.Where(field => field.Field != "@ptr").ToDictionary(field => field.Field, field => field.Value))];

    /// <summary>The one column of the one row.</summary>
    public static string? Value(string expression, params IEnumerable<string> lines)
    {
        var row = Assert.Single(Rows($"fields {expression} as it", lines.DefaultIfEmpty("hello")));
        return row.GetValueOrDefault("it");
    }

    public static QueryOutcome Run(string query, IEnumerable<string> lines, QueryDialect? dialect = null, bool discovers = true, int? limit = null)
    {
        var source = new EventSource(Log, Stream, discovers);
        LogEvent[] events = [.. lines.Select((line, index) => new LogEvent(source, FirstTime + (index * 1000), FirstTime + (index * 1000) + 90_000, line, index))];
        return Run(query, [new EventRange(events, 0, events.Length)], dialect, limit);
    }

    public static QueryOutcome Run(string query, IReadOnlyList<EventRange> ranges, QueryDialect? dialect = null, int? limit = null)
    {
        dialect ??= new();
        var context = new QueryContext(dialect, StartedAt: FirstTime + 86_400_000, RangeStart: FirstTime, RangeEnd: FirstTime + 3_600_000);
        return QueryCompiler.Compile(query, dialect).Execute(ranges, context, limit);
    }
}
