using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Tests.CloudWatchLogs;

/// <summary>Lines of a log group, and the shortest way from them to an engine and to rows.</summary>
internal static class FlowLogLines
{
    public const long FirstSecond = 1767614400;

    public static MonitoredTarget Target { get; } = new()
    {
        Name = "test-eu", Environment = "test", Account = "123456789012", Region = "eu-central-1", LogGroup = "/aws/vpc/flowlogs/test",
    };

    public static TimeWindow Hours(int count) => new(DateTimeOffset.FromUnixTimeSeconds(FirstSecond), DateTimeOffset.FromUnixTimeSeconds(FirstSecond + (count * 3600)));

    public static FlowLogFormat Format(string names) => FlowLogFormat.ParseLogFormat(names).Format!;

    /// <summary>Lines with the time that CloudWatch has for them: the record's start, or the first second where it has none.</summary>
    public static IEnumerable<(long Start, string Line)> Timed(FlowLogFormat format, IEnumerable<string> lines)
    {
        var parser = new FlowLogLineParser(format);
        return lines.Select(line => (parser.Parse(line).Record?.Number("start") ?? FirstSecond, line));
    }

    public static IReadOnlyList<FlowRow> Rows(FlowLogFormat format, IEnumerable<string> lines)
    {
        var parser = new FlowLogLineParser(format);
        var columns = format.Fields.Index().ToDictionary(field => field.Item.Name, field => field.Index);
        return [.. lines.Select(line => parser.Parse(line).Record).OfType<FlowLogRecord>().Select(record =>
            new FlowRow(columns, [.. format.Fields.Select((field, index) => field.IsNumber ? (object?)record.NumberAt(index) : record.TextAt(index))]))];
    }

    public static Task<InsightsFlowLogEngine> OpenAsync(InterpretedInsights insights, FlowLogFormat format, TimeWindow? window = null, InsightsSettings? settings = null) =>
        OpenAsync(insights, [format], window, settings);

    public static Task<InsightsFlowLogEngine> OpenAsync(InterpretedInsights insights, IReadOnlyList<FlowLogFormat> formats, TimeWindow? window = null, InsightsSettings? settings = null, int rowLimit = InsightsRequest.LargestLimit) =>
        InsightsFlowLogEngine.OpenAsync(
            new InsightsEngineOptions { Target = Target, Window = window ?? Hours(1), Settings = settings ?? new InsightsSettings(), RowLimit = rowLimit },
            Known([.. formats]), insights, CancellationToken.None);

    /// <summary>A source that knows these formats.</summary>
    public static IFlowLogFormatSource Known(params FlowLogFormat[] formats) => new KnownFormats(formats);

    /// <summary>Rows as text, in their order where the query has one.</summary>
    public static string Print(FlowQuery query, IReadOnlyList<FlowRow> rows)
    {
        var printed = rows.Select(row => string.Join(' ', query.Columns.Select(column => row.Text(column) is { } text ? $"'{text}'" : FormattableString.Invariant($"{row.Number(column)}"))));
        return string.Join('\n', query.Order.Count > 0 ? printed : printed.Order(StringComparer.Ordinal));
    }

    private sealed class KnownFormats(IReadOnlyList<FlowLogFormat> formats) : IFlowLogFormatSource
    {
        public Task<Fact<IReadOnlyList<FlowLogFormat>>> FormatsAsync(MonitoredTarget target, CancellationToken cancellationToken) => Task.FromResult(Facts.Known(formats));
    }
}
