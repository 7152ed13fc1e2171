using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Diagnostics.Traffic;

/// <summary>A table of a question about traffic, and the query that fills it.</summary>
/// <param name="Name">Name of the table.</param>
/// <param name="Title">Its title.</param>
/// <param name="Query">The query; its columns are those of the table.</param>
/// <param name="BinSeconds">Length of a bin where the query has a column <c>bin</c>; null where it has none.</param>
public sealed record TrafficPart(string Name, string Title, FlowQuery Query, long? BinSeconds = null)
{
    /// <summary>The column that numbers bins of time; in the table it becomes <c>time</c>.</summary>
    public const string Bin = "bin";

    // Without these a record has no value for them, and other fields say the same; a question makes sense all the same.
    private static readonly string[] Helpful = [FlowLogFieldNames.PacketSourceAddress, FlowLogFieldNames.PacketDestinationAddress];

    /// <summary>The columns of the table.</summary>
    public IReadOnlyList<DiagnosticColumn> Columns { get; } = [.. Query.Columns.Select(name => name == Bin ? new DiagnosticColumn("time", DiagnosticColumnKind.Instant) : new DiagnosticColumn(name, KindOf(name)))];

    /// <summary>The fields that flow logs must have for it.</summary>
    public IReadOnlyList<string> Needs
    {
        get
        {
            var records = Query;
            while (records.From is { } inner) records = inner;
            return [.. records.InputNames.Except(Helpful).Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Rows of the query as rows of the table.</summary>
    /// <param name="rows">The rows.</param>
    public IReadOnlyList<IReadOnlyList<object?>> Cells(IReadOnlyList<FlowRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var names = Query.Columns.ToList();
        return [.. rows.Select(row => (IReadOnlyList<object?>)[.. names.Zip(Columns, (name, column) => Cell(row, name, column))])];
    }

    private object? Cell(FlowRow row, string name, DiagnosticColumn column) => column.Kind switch
    {
        DiagnosticColumnKind.Text => row.Text(name),
        DiagnosticColumnKind.Instant => row.Number(name) is { } seconds ? Instant(name == Bin ? seconds * (BinSeconds ?? 1) : seconds) : null,
        _ => row.Number(name),
    };

    // A file may say anything; what is no time of this calendar is none.
    private static DateTimeOffset? Instant(long seconds) => seconds is >= 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    private static DiagnosticColumnKind KindOf(string name) => name switch
    {
        FlowLogFieldNames.Protocol => DiagnosticColumnKind.Protocol,
        FlowLogFieldNames.Start or FlowLogFieldNames.End or "first-seen" or "last-seen" => DiagnosticColumnKind.Instant,
        FlowLogFieldNames.SourcePort or FlowLogFieldNames.DestinationPort or "service-port" => DiagnosticColumnKind.Number,
        _ when name.Contains("bytes", StringComparison.Ordinal) => DiagnosticColumnKind.Bytes,
        _ when FlowLogFields.All.Any(field => field.Name == name && !field.IsNumber) || name == "peer" => DiagnosticColumnKind.Text,
        _ => DiagnosticColumnKind.Count,
    };
}
