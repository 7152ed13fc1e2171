using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Local.Files;

namespace FlowWatch.Local.DuckDb;

/// <summary>
/// DuckDB takes any text for an address. Checking every record would cost more than reading it, so the addresses a scan
/// kept are checked, each once, and only the files that hold a bad one are read again line by line.
/// </summary>
internal sealed class AddressCheck(
    DuckDbSession session, IReadOnlyList<FlowLogFile> files, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> parquetColumns)
{
    /// <summary>IPv4 without leading zeros; the rest is few enough to look at one by one.</summary>
    private const string Usual = "((25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])\\.){3}(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    /// <summary>The files in which an address that the scan kept is none.</summary>
    public IReadOnlyList<FlowLogFile> FilesWithBadAddresses(FlowQuery query, string table, CancellationToken cancellationToken)
    {
        var columns = query.Keys.Where(key => IsAddress(key.Expression, query)).Select(key => DuckDbQueryText.Quote(key.Name)).ToList();
        if (columns.Count == 0) return [];
        var addresses = $"SELECT address FROM ({string.Join(" UNION ", columns.Select(column => $"SELECT DISTINCT {column} AS address FROM {table}"))}) WHERE NOT regexp_full_match(address::VARCHAR, '{Usual}')";
        var bad = session.Query(addresses, null, cancellationToken).Select(row => (string)row[0]!).Where(address => !FlowLogAddress.IsAddress(address)).ToList();
        return bad.Count == 0 ? [] : FilesWith(bad, cancellationToken);
    }

    private List<FlowLogFile> FilesWith(List<string> addresses, CancellationToken cancellationToken)
    {
        var fields = FlowLogFields.All.Where(field => field.Type == FlowLogFieldType.Address).ToList();
        var lines = files.Where(file => file is { Layout: FlowLogLayout.Lines, IsNormalised: false }).ToList();
        if (lines.Count == 0) return [];
        var relation = DuckDbRecords.Relation(lines, fields, parquetColumns, range: null, rejectsTable: null, withFile: true);
        var any = string.Join(" OR ", fields.Select(field => $"{DuckDbQueryText.Quote(field.Name)} IN (SELECT unnest(?::VARCHAR[]))"));
        var found = session.Query($"SELECT DISTINCT filename FROM {relation} WHERE {any}", [.. fields.Select(_ => addresses)], cancellationToken)
            .Select(row => (string)row[0]!).ToHashSet();
        return [.. lines.Where(file => found.Contains(file.Path))];
    }

    private static bool IsAddress(FlowExpression expression, FlowQuery query) => expression switch
    {
        FieldExpression field when query.Derived.FirstOrDefault(value => value.Name == field.Name) is { } derived => IsAddress(derived.Expression, query),
        FieldExpression field => FlowLogFields.Find(field.Name)?.Type == FlowLogFieldType.Address,
        ConditionalExpression choice => IsAddress(choice.Then, query),
        FunctionExpression { Function: FlowFunction.Coalesce } function => IsAddress(function.Operands[0], query),
        _ => false,
    };
}
