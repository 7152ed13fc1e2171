using System.Globalization;
using System.Numerics;
using DuckDB.NET.Data;
using FlowWatch.Local.Files;

namespace FlowWatch.Local.DuckDb;

/// <summary>One in-memory DuckDB with its working folder on disk. Not for use by two threads at once.</summary>
internal sealed class DuckDbSession : IDisposable
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(200);

    private readonly DuckDbEngineOptions options;
    private DuckDBConnection connection;

    /// <summary>Opens a database.</summary>
    /// <exception cref="IOException">The working folder cannot be made.</exception>
    public DuckDbSession(DuckDbEngineOptions options)
    {
        this.options = options;
        Folder = PrivateFolder.Create(Path.Combine(options.WorkingFolder, $"flowwatch-{Guid.NewGuid():N}"));
        connection = new DuckDBConnection("Data Source=:memory:");
        Start();
    }

    /// <summary>A folder for working files, removed with the session.</summary>
    public string Folder { get; }

    /// <summary>Runs a statement.</summary>
    /// <exception cref="DuckDBException">DuckDB refuses it or cannot read its input.</exception>
    public void Execute(string sql, IReadOnlyList<object>? parameters = null, CancellationToken cancellationToken = default)
    {
        using var command = Command(sql, parameters);
        using (cancellationToken.Register(command.Cancel)) Guarded(command.ExecuteNonQuery, cancellationToken);
    }

    /// <summary>Runs a query and hands over its rows one by one; the array is new for each row.</summary>
    /// <exception cref="DuckDBException">DuckDB refuses it or cannot read its input.</exception>
    public IEnumerable<object?[]> Query(string sql, IReadOnlyList<object>? parameters = null, CancellationToken cancellationToken = default)
    {
        using var command = Command(sql, parameters);
        command.UseStreamingMode = true;
        using var registration = cancellationToken.Register(command.Cancel);
        using var reader = Guarded(command.ExecuteReader, cancellationToken);
        while (Guarded(reader.Read, cancellationToken))
        {
            var row = new object?[reader.FieldCount];
            for (var index = 0; index < row.Length; index++) row[index] = reader.IsDBNull(index) ? null : Plain(reader.GetValue(index));
            yield return row;
        }
    }

    /// <summary>
    /// Starts anew when an internal error made DuckDB give up its database; what that held is gone. (A byte that is no UTF-8
    /// in a column it reads is such an error in DuckDB 1.5.)
    /// </summary>
    /// <returns>Whether it had to.</returns>
    public bool RestartIfBroken()
    {
        try
        {
            Execute("SELECT 1");
            return false;
        }
        catch (DuckDBException)
        {
            connection.Dispose();
            connection = new DuckDBConnection("Data Source=:memory:");
            Start();
            return true;
        }
    }

    /// <summary>Reports how far the running query has come, until disposed.</summary>
    public IDisposable? ReportProgress(IProgress<double>? progress)
    {
        if (progress is null) return null;
        Execute("SET enable_progress_bar = true");
        Execute("SET enable_progress_bar_print = false");
        return new ProgressReport(connection, progress);
    }

    /// <summary>Closes the database and removes its working files.</summary>
    public void Dispose()
    {
        connection.Dispose();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The system's own cleaning of temporary files is the second chance.
        }
    }

    private void Start()
    {
        connection.Open();
        Execute(string.Create(CultureInfo.InvariantCulture, $"SET threads = {Math.Max(1, options.Threads)}"));
        Execute(string.Create(CultureInfo.InvariantCulture, $"SET memory_limit = '{options.MemoryLimit} B'"));
        Execute($"SET temp_directory = {DuckDbQueryText.Literal(Folder)}");
        Execute($"SET preserve_insertion_order = {(options.KeepOrder ? "true" : "false")}");
        // The query text is FlowWatch's own, but file contents are anybody's: nothing may be loaded on their account.
        Execute("SET autoinstall_known_extensions = false");
        Execute("SET autoload_known_extensions = false");
        DuckDbFunctions.Register(connection);
    }

    private static object Plain(object value) => value switch
    {
        string or long or bool or double => value,
        ulong number => number > long.MaxValue ? unchecked((long)number) : (long)number,
        BigInteger number => number > long.MaxValue ? long.MaxValue : (long)number,
        byte or sbyte or short or ushort or int or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static T Guarded<T>(Func<T> work, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            return work();
        }
        catch (DuckDBException error) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The query was cancelled.", error, cancellationToken);
        }
    }

    private DuckDBCommand Command(string sql, IReadOnlyList<object>? parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var value in parameters ?? []) command.Parameters.Add(new DuckDBParameter(value));
        return command;
    }

    /// <summary>Asks from time to time. Once disposed it asks no more: a connection that is closed must not be asked.</summary>
    private sealed class ProgressReport : IDisposable
    {
        private readonly Lock asking = new();
        private readonly Timer timer;
        private bool hasEnded;

        public ProgressReport(DuckDBConnection connection, IProgress<double> progress) =>
            timer = new Timer(_ => Report(connection, progress), null, ProgressInterval, ProgressInterval);

        public void Dispose()
        {
            timer.Dispose();
            lock (asking) hasEnded = true;
        }

        private void Report(DuckDBConnection connection, IProgress<double> progress)
        {
            double percentage;
            lock (asking)
            {
                if (hasEnded) return;
                percentage = connection.GetQueryProgress().Percentage;
            }

            if (percentage >= 0) progress.Report(percentage / 100);
        }
    }
}
