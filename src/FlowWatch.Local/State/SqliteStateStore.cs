using System.Data;
using System.Globalization;
using System.Runtime.CompilerServices;
using FlowWatch.Core.State;
using Microsoft.Data.Sqlite;

namespace FlowWatch.Local.State;

/// <summary>State in one SQLite file with a write-ahead log, for one machine and any number of processes on it.</summary>
public sealed class SqliteStateStore : IStateStore, IDisposable
{
    private const int PageSize = 500;

    /// <summary>How long a writer waits for another: writes take milliseconds.</summary>
    private const int BusySeconds = 30;

    private readonly string connectionString;
    private readonly string path;

    private SqliteStateStore(string path)
    {
        this.path = path;
        connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = BusySeconds }.ToString();
    }

    /// <summary>Opens the file, and makes it where there is none.</summary>
    /// <param name="path">Path of the file; its folder must exist.</param>
    /// <exception cref="StateException">It is no state of FlowWatch, is damaged, was written by a newer FlowWatch, or cannot be opened.</exception>
    public static SqliteStateStore Open(string path)
    {
        var store = new SqliteStateStore(Path.GetFullPath(path));
        MakePrivate(store.path);
        store.Guarded(connection =>
        {
            Execute(connection, "PRAGMA journal_mode = WAL");
            using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
            var version = Convert.ToInt64(Scalar(connection, "PRAGMA user_version"), CultureInfo.InvariantCulture);
            var tables = Convert.ToInt64(Scalar(connection, "SELECT count(*) FROM sqlite_master WHERE type = 'table'"), CultureInfo.InvariantCulture);
            if (version == 0 && tables > 0) throw new StateException($"{store.path} is a database of something else. Give another file for the state.");
            if (version > IStateStore.SchemaVersion) throw new StateException($"{store.path} was written by a newer FlowWatch (schema {version}; this one knows {IStateStore.SchemaVersion}). Update FlowWatch, or give another file for the state.");
            if (version == 0)
            {
                Execute(connection, "CREATE TABLE state (partition TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (partition, key)) WITHOUT ROWID");
                Execute(connection, string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {IStateStore.SchemaVersion}"));
            }

            transaction.Commit();
            if (Scalar(connection, "PRAGMA quick_check(1)") is not "ok") throw new SqliteException("the check of its pages failed", CorruptCode);
            return 0;
        });
        return store;
    }

    // What was found in a network is nobody else's business; SQLite gives the files beside it the same mode. Where it cannot be made, SQLite says why.
    private static void MakePrivate(string path)
    {
        if (OperatingSystem.IsWindows() || File.Exists(path)) return;
        try
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
        }
    }

    // https://www.sqlite.org/rescode.html: SQLITE_CORRUPT and SQLITE_NOTADB.
    private const int CorruptCode = 11;
    private const int NotADatabaseCode = 26;

    /// <inheritdoc/>
    public Task<StateEntry?> ReadAsync(string partition, string key, CancellationToken cancellationToken)
    {
        StateNames.ThrowIfInvalid(partition);
        StateNames.ThrowIfInvalid(key);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Guarded(connection =>
        {
            using var command = Command(connection, "SELECT key, value, version FROM state WHERE partition = $partition AND key = $key", ("$partition", partition), ("$key", key));
            using var reader = command.ExecuteReader();
            return reader.Read() ? Entry(reader) : null;
        }));
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<StateEntry> ListAsync(string partition, StateRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StateNames.ThrowIfInvalid(partition);
        ArgumentNullException.ThrowIfNull(range);
        var (after, left) = (range.From ?? "", range.Take ?? int.MaxValue);
        var includes = true;
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = Page(partition, after, includes, range.To, Math.Min(left, PageSize));
            foreach (var entry in page) yield return entry;
            left -= page.Count;
            if (page.Count < PageSize) yield break;
            (after, includes) = (page[^1].Key, false);
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> WriteAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        StateNames.ThrowIfInvalid(partition);
        StateNames.ThrowIfInvalid(changes);
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(Guarded(connection =>
        {
            // Serializable begins with the write lock, so that nobody else writes between the conditions and the changes.
            using var transaction = connection.BeginTransaction(IsolationLevel.Serializable);
            foreach (var change in changes)
            {
                if (!Apply(connection, partition, change)) return false;
            }

            transaction.Commit();
            return true;
        }));
    }

    /// <summary>Lets go of the file.</summary>
    public void Dispose()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    private static bool Apply(SqliteConnection connection, string partition, StateChange change)
    {
        (string, object)[] names = [("$partition", partition), ("$key", change.Key)];
        var (text, parameters) = (change.Value, change.Condition) switch
        {
            (null, StateCondition.None) => ("DELETE FROM state WHERE partition = $partition AND key = $key", names),
            (null, StateCondition.HasVersion) => ("DELETE FROM state WHERE partition = $partition AND key = $key AND version = $version", [.. names, ("$version", change.Version!)]),
            ({ } value, StateCondition.None) => ("INSERT INTO state VALUES ($partition, $key, $value, $new) ON CONFLICT DO UPDATE SET value = excluded.value, version = excluded.version", [.. names, ("$value", value), ("$new", NewVersion())]),
            ({ } value, StateCondition.IsAbsent) => ("INSERT INTO state VALUES ($partition, $key, $value, $new) ON CONFLICT DO NOTHING", [.. names, ("$value", value), ("$new", NewVersion())]),
            ({ } value, StateCondition.HasVersion) => ("UPDATE state SET value = $value, version = $new WHERE partition = $partition AND key = $key AND version = $version", [.. names, ("$value", value), ("$new", NewVersion()), ("$version", change.Version!)]),
            _ => throw new ArgumentException("A row that must be absent cannot be deleted.", nameof(change)),
        };
        using var command = Command(connection, text, parameters);
        return command.ExecuteNonQuery() == 1 || change is { Value: null, Condition: StateCondition.None };
    }

    // Never the same again, not even for a row that was deleted and written anew.
    private static string NewVersion() => Guid.NewGuid().ToString("N");

    private List<StateEntry> Page(string partition, string after, bool includes, string? to, int take) => Guarded(connection =>
    {
        var text = $"SELECT key, value, version FROM state WHERE partition = $partition AND key {(includes ? ">=" : ">")} $after{(to is null ? "" : " AND key < $to")} ORDER BY key LIMIT $take";
        using var command = Command(connection, text, [("$partition", partition), ("$after", after), .. to is null ? Array.Empty<(string, object)>() : [("$to", to)], ("$take", take)]);
        using var reader = command.ExecuteReader();
        var entries = new List<StateEntry>();
        while (reader.Read()) entries.Add(Entry(reader));
        return entries;
    });

    private T Guarded<T>(Func<SqliteConnection, T> action)
    {
        try
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            // Durable across a crash of the process; a loss of power may lose the last writes but nothing is torn (sqlite.org/pragma.html#pragma_synchronous).
            Execute(connection, "PRAGMA synchronous = NORMAL");
            return action(connection);
        }
        catch (SqliteException error) when (error.SqliteErrorCode is CorruptCode or NotADatabaseCode)
        {
            throw new StateException($"{path} is damaged or no database: {error.Message.TrimEnd('.')}. Bring back a copy of it, or move it away to begin anew (windows are then judged again from the look-back on).", error);
        }
        catch (SqliteException error)
        {
            throw new StateException($"{path} cannot be used: {error.Message.TrimEnd('.')}. Check that its folder exists, can be written, and has room.", error);
        }
    }

    private static StateEntry Entry(SqliteDataReader reader) => new(reader.GetString(0), reader.GetString(1), reader.GetString(2));

    private static SqliteCommand Command(SqliteConnection connection, string text, params IReadOnlyList<(string Name, object Value)> parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant of this class; values are bound.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        return command;
    }

    private static void Execute(SqliteConnection connection, string text)
    {
        using var command = Command(connection, text);
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string text)
    {
        using var command = Command(connection, text);
        return command.ExecuteScalar();
    }
}
