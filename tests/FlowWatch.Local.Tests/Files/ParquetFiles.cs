using DuckDB.NET.Data;
using FlowWatch.Core.FlowLogs;

namespace FlowWatch.Local.Tests.Files;

/// <summary>Parquet files as others write them, made by DuckDB itself and not by FlowWatch.</summary>
internal static class ParquetFiles
{
    /// <summary>The default format as AWS writes it: underscores in the names, 32 and 64-bit numbers, absent values null.</summary>
    public static void WriteAsAws(string path, IEnumerable<string> lines)
    {
        var columns = FlowLogFormat.Default.Fields.Select(field => $"\"{field.ParquetName}\" {(field.Type switch
        {
            FlowLogFieldType.Integer or FlowLogFieldType.EpochSeconds => "BIGINT",
            FlowLogFieldType.Byte or FlowLogFieldType.Port => "INTEGER",
            _ => "VARCHAR",
        })}");
        Write(path, string.Join(", ", columns), lines.Select(line => string.Join(", ", line.Split(' ').Select(value => value == "-" ? "NULL" : $"'{value}'"))));
    }

    /// <summary>A file with these columns and rows, both as SQL.</summary>
    public static void Write(string path, string columns, IEnumerable<string> rows)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Execute(connection, $"CREATE TABLE records ({columns})");
        foreach (var row in rows.Chunk(1000)) Execute(connection, $"INSERT INTO records VALUES {string.Join(", ", row.Select(one => $"({one})"))}");
        Execute(connection, $"COPY records TO '{path.Replace("'", "''", StringComparison.Ordinal)}' (FORMAT parquet)");
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
