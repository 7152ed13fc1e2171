using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;

namespace FlowWatch.Local.Tests;

/// <summary>Flow log lines as rows that a query in memory can read.</summary>
internal static class RecordRows
{
    public static IReadOnlyList<FlowRow> Of(FlowLogFormat format, IEnumerable<string> lines)
    {
        var parser = new FlowLogLineParser(format);
        var columns = format.Fields.Index().ToDictionary(field => field.Item.Name, field => field.Index);
        return [.. lines.Select(line => parser.Parse(line)).Where(line => line.Kind == FlowLogLineKind.Record).Select(line => Row(line.Record!))];

        FlowRow Row(FlowLogRecord record) => new(columns,
            [.. format.Fields.Select((field, index) => field.IsNumber ? (object?)record.NumberAt(index) : record.TextAt(index))]);
    }
}
