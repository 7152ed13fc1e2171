using System.Globalization;
using DuckDB.NET.Data;

// Runs baseline.sql over a file, with as many threads and as much memory as a scan has, and prints what it found.
if (args is not [{ } file])
{
    await Console.Error.WriteLineAsync("usage: FlowWatch.Baseline FILE").ConfigureAwait(false);
    return 3;
}

using var connection = new DuckDBConnection("Data Source=:memory:");
connection.Open();
Execute(string.Create(CultureInfo.InvariantCulture, $"SET threads = {Environment.ProcessorCount}; SET memory_limit = '512MiB'; SET preserve_insertion_order = false"));
var literal = "'" + file.Replace("'", "''", StringComparison.Ordinal) + "'";
var sql = (await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "baseline.sql")).ConfigureAwait(false)).Replace("$file", literal, StringComparison.Ordinal);
using var command = connection.CreateCommand();
command.CommandText = sql;
using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
do
{
    while (await reader.ReadAsync().ConfigureAwait(false))
    {
        Console.WriteLine(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
    }
}
while (await reader.NextResultAsync().ConfigureAwait(false));
return 0;

void Execute(string text)
{
    using var setting = connection.CreateCommand();
    setting.CommandText = text;
    setting.ExecuteNonQuery();
}
