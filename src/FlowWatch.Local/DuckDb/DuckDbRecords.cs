using System.Globalization;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Local.Files;

namespace FlowWatch.Local.DuckDb;

/// <summary>
/// The SQL relation of all records of some files: one <c>read_csv</c> or <c>read_parquet</c> per way of reading, each with the
/// same columns under AWS's own names, absent ones as NULL.
/// </summary>
internal static class DuckDbRecords
{
    /// <summary>Writes the relation, in brackets.</summary>
    /// <param name="files">The files: <see cref="FlowLogLayout.Lines"/> or <see cref="FlowLogLayout.Parquet"/> ones.</param>
    /// <param name="fields">The fields wanted.</param>
    /// <param name="parquetColumns">The columns of each Parquet file, by path.</param>
    /// <param name="range">The time range, by the records' start; null takes all.</param>
    /// <param name="rejectsTable">Where DuckDB notes lines it cannot read; null where it need not.</param>
    /// <param name="withFile">Adds the column <c>filename</c>.</param>
    public static string Relation(
        IReadOnlyList<FlowLogFile> files,
        IReadOnlyCollection<FlowLogField> fields,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> parquetColumns,
        TimeWindow? range,
        string? rejectsTable,
        bool withFile = false)
    {
        var parts = files
            .GroupBy(file => (file.Layout, file.Format, file.Compression, file.HasHeader, file.HasTimestamp, file.Delimiter,
                Columns: file.Layout == FlowLogLayout.Parquet ? string.Join('\n', parquetColumns[file.Path].Select(column => $"{column.Key} {column.Value}").Order(StringComparer.Ordinal)) : ""))
            .Select(group => group.Key.Layout == FlowLogLayout.Parquet
                ? FromParquet([.. group], fields, parquetColumns[group.First().Path], range, withFile)
                : FromLines([.. group], fields, range, rejectsTable, withFile));
        return "(" + string.Join("\nUNION ALL\n", parts) + ")";
    }

    /// <summary>A relation with the same columns and no rows.</summary>
    public static string Empty(IReadOnlyCollection<FlowLogField> fields) =>
        $"(SELECT {string.Join(", ", fields.Select(field => $"{Absent(field)} AS {Quote(field.Name)}").DefaultIfEmpty("1"))} WHERE false)";

    private static string FromLines(IReadOnlyList<FlowLogFile> files, IReadOnlyCollection<FlowLogField> fields, TimeWindow? range, string? rejectsTable, bool withFile)
    {
        var file = files[0];
        var columns = file.Format.Fields.Select(field => (field.Name, Type: ColumnType(field.Type)));
        if (file.HasTimestamp) columns = columns.Prepend(("export-timestamp", "VARCHAR"));
        var structure = string.Join(", ", columns.Select(column => $"{Literal(column.Name)}: {Literal(column.Type)}"));
        var compression = file.Compression switch { FlowLogCompression.Gzip => "gzip", FlowLogCompression.Zstandard => "zstd", _ => "none" };
        var rejects = rejectsTable is null
            ? ", ignore_errors = true"
            : $", store_rejects = true, rejects_table = {Literal(rejectsTable)}, rejects_scan = {Literal(rejectsTable + "_scans")}";
        var quote = file.Delimiter == ',' ? "quote = '\"', escape = '\"'" : "quote = '', escape = ''";
        var source = $"read_csv([{Paths(files)}], columns = {{{structure}}}, delim = {Literal(file.Delimiter.ToString())}, {quote}, "
            + $"auto_detect = false, header = false, skip = {(file.HasHeader ? 1 : 0)}, hive_partitioning = false, nullstr = '-', compression = {Literal(compression)}"
            + $"{(withFile ? ", filename = true" : "")}{rejects})";
        var present = file.Format.Fields.ToDictionary(field => field.Name, field => Quote(field.Name), StringComparer.OrdinalIgnoreCase);
        return Select(fields, field => present.GetValueOrDefault(field.Name), source, range, withFile);
    }

    private static string FromParquet(IReadOnlyList<FlowLogFile> files, IReadOnlyCollection<FlowLogField> fields, IReadOnlyDictionary<string, string> columns, TimeWindow? range, bool withFile)
    {
        var source = $"read_parquet([{Paths(files)}], hive_partitioning = false{(withFile ? ", filename = true" : "")})";
        string? Column(FlowLogField field)
        {
            var name = columns.Keys.FirstOrDefault(column => column.Equals(field.ParquetName, StringComparison.OrdinalIgnoreCase))
                ?? columns.Keys.FirstOrDefault(column => column.Equals(field.Name, StringComparison.OrdinalIgnoreCase));
            if (name is null) return null;
            var text = columns[name] == "VARCHAR" ? $"nullif({Quote(name)}, '-')" : Quote(name);
            return $"TRY_CAST({text} AS {ColumnType(field.Type)})";
        }

        return Select(fields, Column, source, range, withFile);
    }

    private static string Select(IReadOnlyCollection<FlowLogField> fields, Func<FlowLogField, string?> column, string source, TimeWindow? range, bool withFile)
    {
        var columns = fields.Select(field => $"{column(field) ?? Absent(field)} AS {Quote(field.Name)}").ToList();
        if (withFile) columns.Add("filename");
        if (columns.Count == 0) columns.Add("1 AS one");
        var where = "";
        if (range is not null && column(FlowLogFields.Find(FlowLogFieldNames.Start)!) is { } start)
        {
            where = string.Create(CultureInfo.InvariantCulture,
                $" WHERE {start} >= {range.From.ToUnixTimeSeconds()} AND {start} < {Math.Ceiling(range.To.ToUnixTimeMilliseconds() / 1000.0):F0}");
        }

        return $"SELECT {string.Join(", ", columns)} FROM {source}{where}";
    }

    private static string Absent(FlowLogField field) => $"NULL::{ColumnType(field.Type)}";

    // Unsigned, so that the reader refuses negative numbers; queries widen what they compute with.
    private static string ColumnType(FlowLogFieldType type) => type switch
    {
        FlowLogFieldType.Byte => "UTINYINT",
        FlowLogFieldType.Port => "USMALLINT",
        FlowLogFieldType.Integer => "UBIGINT",
        FlowLogFieldType.EpochSeconds => "UINTEGER",
        _ => "VARCHAR",
    };

    private static string Paths(IReadOnlyList<FlowLogFile> files) => string.Join(", ", files.Select(file => PathLiteral(file.Path)));

    /// <summary>A path as the SQL text of just that file: paths cannot be bound in a list, and DuckDB reads patterns in them.</summary>
    public static string PathLiteral(string path) => Literal(string.Concat(path.Select(character => character switch
    {
        '*' or '?' or '[' => $"[{character}]",
        _ => character.ToString(),
    })));

    private static string Literal(string text) => DuckDbQueryText.Literal(text);

    private static string Quote(string name) => DuckDbQueryText.Quote(name);
}
