using FlowWatch.Core.FlowLogs;
using FlowWatch.Local.Files;

namespace FlowWatch.Local.DuckDb;

/// <summary>The lines DuckDB's reader refused: told apart into harmless ones, bad ones, and ones that FlowWatch's own parser can read.</summary>
internal sealed class Rejects(DuckDbSession session, string table, IReadOnlyList<FlowLogFile> files)
{
    /// <summary>Looks at each refused line once.</summary>
    /// <param name="problems">Where bad lines are noted.</param>
    /// <returns>Files that hold at least one line worth reading again; their bad lines are not noted here.</returns>
    public HashSet<FlowLogFile> Judge(ProblemLog problems)
    {
        var again = new HashSet<FlowLogFile>();
        if (!session.Query($"SELECT 1 FROM duckdb_tables() WHERE table_name = '{table}'").Any()) return again;
        var byPath = files.Where(file => file.Layout == FlowLogLayout.Lines).ToDictionary(file => file.Path);
        var sql = $"""
            SELECT scans.file_path, rejects.line, any_value(rejects.csv_line)
            FROM {table} AS rejects JOIN {table}_scans AS scans USING (scan_id, file_id)
            GROUP BY ALL ORDER BY scans.file_path, rejects.line
            """;
        var noted = new Dictionary<FlowLogFile, ProblemLog>();
        foreach (var row in session.Query(sql))
        {
            if (!byPath.TryGetValue((string)row[0]!, out var file) || again.Contains(file)) continue;
            var result = new FlowLogLineParser(file.Format).Parse(((string?)row[2] ?? "").Trim('\r', '\n'));
            switch (result.Kind)
            {
                case FlowLogLineKind.Record when !file.IsNormalised:
                case FlowLogLineKind.Header when !file.IsNormalised && !result.Format!.Equals(file.Format):
                    again.Add(file);
                    break;
                case FlowLogLineKind.Invalid:
                    if (!noted.TryGetValue(file, out var log)) noted.Add(file, log = new ProblemLog());
                    log.Add(file.Shown, (long)row[1]!, result.Failure!.ToString());
                    break;
            }
        }

        foreach (var (file, log) in noted.OrderBy(pair => pair.Key.Shown, StringComparer.Ordinal))
        {
            if (!again.Contains(file)) problems.Add(log);
        }

        return again;
    }
}
