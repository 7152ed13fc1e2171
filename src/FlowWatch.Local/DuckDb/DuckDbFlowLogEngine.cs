using System.Diagnostics;
using DuckDB.NET.Data;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Local.Files;

namespace FlowWatch.Local.DuckDb;

/// <summary>
/// The embedded engine: answers queries over flow-log files on this machine with DuckDB. DuckDB reads the regular lines;
/// whatever it refuses is read again by FlowWatch's own parser, so that nothing readable is lost and every bad line is named.
/// </summary>
public sealed class DuckDbFlowLogEngine : IFlowLogEngine, IAsyncDisposable
{
    private const string RejectsTable = "flowwatch_rejects";

    private readonly DuckDbEngineOptions options;
    private readonly DuckDbSession session;
    private readonly Dictionary<FlowQuery, (string Table, IReadOnlySet<string> Columns)> kept = new(ReferenceEqualityComparer.Instance);
    private IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> parquetColumns = new Dictionary<string, IReadOnlyDictionary<string, string>>();
    private ProblemLog problems = new();
    private List<FlowLogFile> files = [];
    private long fileCount;
    private long byteCount;
    private int scans;
    private int queries;

    private DuckDbFlowLogEngine(DuckDbEngineOptions options)
    {
        this.options = options;
        session = new DuckDbSession(options);
    }

    /// <inheritdoc/>
    public IReadOnlySet<string> AvailableFields { get; private set; } = new HashSet<string>();

    /// <summary>The formats of the input, each once.</summary>
    public IReadOnlyList<FlowLogFormat> Formats { get; private set; } = [];

    /// <inheritdoc/>
    public FlowEngineStatistics Statistics => new()
    {
        Files = fileCount,
        Bytes = byteCount,
        Scans = scans,
        Queries = queries,
        ProblemCount = problems.Count,
        Problems = problems.First,
    };

    /// <summary>Told how far a scan has come, from 0 to 1.</summary>
    public IProgress<double>? Progress { get; set; }

    /// <summary>Told of each query that was run: its name and how long it took.</summary>
    public Action<string, TimeSpan>? QueryRun { get; set; }

    /// <summary>Loads DuckDB ahead of time, for a caller that has something else to do before it opens an engine.</summary>
    public static void Preload()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
    }

    /// <summary>Finds and identifies the input.</summary>
    /// <exception cref="FlowLogInputException">Nothing of it can be read; the message says what to do.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<DuckDbFlowLogEngine> OpenAsync(DuckDbEngineOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var engine = new DuckDbFlowLogEngine(options);
        try
        {
            await Task.Run(() => engine.Open(cancellationToken), cancellationToken).ConfigureAwait(false);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<FlowRow>> QueryAsync(FlowQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Task.Run<IReadOnlyList<FlowRow>>(() => Timed(query, () => Rows(query, cancellationToken).ToList()), cancellationToken);
    }

    /// <inheritdoc/>
    public string Explain(FlowQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return query.From is null
            ? DuckDbQueryText.Render(query, Records(files, query, rejects: false), AvailableFields).Sql
            : DuckDbQueryText.Render(query, DuckDbQueryText.Quote(query.From.Name), PresentColumns(query.From)).Sql;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        session.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Open(CancellationToken cancellationToken)
    {
        var input = FlowLogInput.Open(options, session, cancellationToken);
        parquetColumns = input.ParquetColumns;
        problems = input.Problems;
        fileCount = input.Files.Count;
        byteCount = input.Files.Sum(file => file.Bytes);
        files = [.. input.Files];
        Normalise(file => file.Layout == FlowLogLayout.Irregular, cancellationToken);
        DescribeFields();
    }

    private void DescribeFields()
    {
        Formats = [.. files.Select(file => file.Format).Distinct()];
        AvailableFields = Formats.SelectMany(format => format.Fields).Select(field => field.Name).ToHashSet();
    }

    private void Normalise(Func<FlowLogFile, bool> which, CancellationToken cancellationToken)
    {
        var chosen = files.Where(which).ToList();
        if (chosen.Count == 0) return;
        using var normaliser = new FlowLogNormaliser(session.Folder);
        foreach (var record in chosen.SelectMany(file => FlowLogLineReader.Read(file, problems, cancellationToken))) normaliser.Write(record);
        files = [.. files.Except(chosen), .. normaliser.Finish()];
        DescribeFields();
    }

    private IEnumerable<FlowRow> Rows(FlowQuery query, CancellationToken cancellationToken)
    {
        var columns = query.Columns.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
        var rows = query.From is null
            ? session.Query($"SELECT * FROM {Keep(query, cancellationToken).Table}{DuckDbQueryText.OrderOf(query)}", null, cancellationToken)
            : Run(Over(query, Keep(query.From, cancellationToken)), cancellationToken);
        return rows.Select(values => new FlowRow(columns, values));
    }

    private IEnumerable<object?[]> Run(DuckDbQueryText text, CancellationToken cancellationToken)
    {
        queries++;
        return session.Query(text.Sql, text.Parameters, cancellationToken);
    }

    private static DuckDbQueryText Over(FlowQuery query, (string Table, IReadOnlySet<string> Columns) inner) =>
        DuckDbQueryText.Render(query, inner.Table, inner.Columns);

    // Runs a query once and keeps its result as a table; every query over it reads that.
    private (string Table, IReadOnlySet<string> Columns) Keep(FlowQuery query, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(query, out var known)) return known;
        if (query.From is not null) Keep(query.From, cancellationToken);
        var table = DuckDbQueryText.Quote($"{query.Name}_{kept.Count}");
        Timed(query, () =>
        {
            if (query.From is null) Scan(query, table, cancellationToken);
            else Derive(query, Keep(query.From, cancellationToken), table, cancellationToken);
            return table;
        });
        return kept[query] = (table, PresentColumns(query));
    }

    private void Derive(FlowQuery query, (string Table, IReadOnlySet<string> Columns) inner, string table, CancellationToken cancellationToken)
    {
        var text = Over(query, inner);
        session.Execute($"CREATE TEMP TABLE {table} AS\n{text.Sql}", text.Parameters, cancellationToken);
        queries++;
    }

    private IReadOnlySet<string> PresentColumns(FlowQuery query) =>
        DuckDbQueryText.PresentColumns(query, query.From is null ? AvailableFields : PresentColumns(query.From));

    private T Timed<T>(FlowQuery query, Func<T> work)
    {
        var started = Stopwatch.GetTimestamp();
        var result = work();
        QueryRun?.Invoke(query.Name, Stopwatch.GetElapsedTime(started));
        return result;
    }

    private void Scan(FlowQuery query, string table, CancellationToken cancellationToken)
    {
        while (true)
        {
            // The first scan settles how each file is read and what is wrong with it; those after it see the same lines.
            var isFirst = kept.Count == 0;
            using var progress = session.ReportProgress(Progress);
            var lines = isFirst ? files : LinesThatMatter(query, cancellationToken);
            var text = DuckDbQueryText.Render(query, Records(lines, query, rejects: isFirst), AvailableFields);
            DropTables(table, RejectsTable, RejectsTable + "_scans");
            scans++;
            try
            {
                session.Execute($"CREATE TEMP TABLE {table} AS\n{text.Sql}", text.Parameters, cancellationToken);
            }
            catch (DuckDBException error) when (!IsOutOfMemory(error))
            {
                if (session.RestartIfBroken()) kept.Clear();
                if (!SetAsideUnreadable(query, cancellationToken)) throw;
                continue;
            }

            if (!isFirst) return;
            var lineProblems = new ProblemLog();
            var again = new Rejects(session, RejectsTable, files).Judge(lineProblems);
            again.UnionWith(new AddressCheck(session, files, parquetColumns).FilesWithBadAddresses(query, table, cancellationToken));
            if (again.Count == 0)
            {
                problems.Add(lineProblems);
                return;
            }

            Normalise(again.Contains, cancellationToken);
        }
    }

    private void DropTables(params string[] tables)
    {
        foreach (var table in tables) session.Execute($"DROP TABLE IF EXISTS {table}");
    }

    // Where a query wants few addresses of many, copies of their lines stand for the files: to read every field of every
    // line again would cost as much as the first scan.
    private List<FlowLogFile> LinesThatMatter(FlowQuery query, CancellationToken cancellationToken)
    {
        if (options.KeepOrder || WantedTexts.Of(query) is not { } wanted) return files;
        var readable = files.Where(FlowLogLineFilter.CanRead).ToList();
        try
        {
            return new FlowLogLineFilter(session.Folder, options.Threads).Filter(readable, wanted, cancellationToken) is { } copies ? [.. files.Except(readable), .. copies] : files;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Whether the file itself is at fault, DuckDB tells when it reads it.
            return files;
        }
    }

    private string Records(List<FlowLogFile> from, FlowQuery query, bool rejects)
    {
        var fields = query.InputNames.Select(FlowLogFields.FindOrUnknown).ToList();
        return from.Count == 0
            ? DuckDbRecords.Empty(fields)
            : DuckDbRecords.Relation(from, fields, parquetColumns, options.Range, rejects && from.Exists(file => file.Layout == FlowLogLayout.Lines) ? RejectsTable : null);
    }

    private static bool IsOutOfMemory(DuckDBException error) => error.Message.Contains("Out of Memory", StringComparison.OrdinalIgnoreCase);

    // After DuckDB failed: what it cannot read alone is read line by line, or named and left out where it has no lines.
    // Only then, because it costs a scan.
    private bool SetAsideUnreadable(FlowQuery query, CancellationToken cancellationToken)
    {
        var unreadable = new Dictionary<FlowLogFile, string>();
        foreach (var file in files.Where(file => !file.IsNormalised))
        {
            if (WhyUnreadable(file, query, cancellationToken) is { } why) unreadable.Add(file, why);
        }

        foreach (var (file, why) in unreadable.Where(entry => entry.Key.Layout == FlowLogLayout.Parquet))
        {
            problems.Add(file.Shown, null, $"a Parquet file that cannot be read: {why}");
            files.Remove(file);
        }

        Normalise(unreadable.ContainsKey, cancellationToken);
        return unreadable.Count > 0;
    }

    private string? WhyUnreadable(FlowLogFile file, FlowQuery query, CancellationToken cancellationToken)
    {
        const string table = "flowwatch_unreadable";
        var fields = query.InputNames.Select(FlowLogFields.FindOrUnknown).ToList();
        var relation = DuckDbRecords.Relation([file], fields, parquetColumns, options.Range, file.Layout == FlowLogLayout.Lines ? RejectsTable : null);
        var text = DuckDbQueryText.Render(query, relation, AvailableFields);
        DropTables(table, RejectsTable, RejectsTable + "_scans");
        try
        {
            session.Execute($"CREATE TEMP TABLE {table} AS\n{text.Sql}", text.Parameters, cancellationToken);
            DropTables(table);
            return null;
        }
        catch (DuckDBException error)
        {
            if (session.RestartIfBroken()) kept.Clear();
            return error.Message.Split('\n')[0];
        }
    }
}
