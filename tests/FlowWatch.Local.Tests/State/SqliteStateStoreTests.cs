using FlowWatch.Core.State;
using FlowWatch.Local.State;
using FlowWatch.StateContract;
using Microsoft.Data.Sqlite;

namespace FlowWatch.Local.Tests.State;

public sealed class SqliteStateStoreTests : StateStoreContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-state-").FullName;

    private string File => Path.Combine(folder, "state.db");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Open_NewFile_UsesAWriteAheadLog()
    {
        Open();

        using var connection = new SqliteConnection($"Data Source={File}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";
        Assert.Equal("wal", command.ExecuteScalar());
    }

    [Fact]
    public void Open_NewerState_IsRefused()
    {
        Open();
        Execute("PRAGMA user_version = 99");

        var error = Assert.Throws<StateException>(() => SqliteStateStore.Open(File));
        Assert.Equal($"{File} was written by a newer FlowWatch (schema 99; this one knows 1). Update FlowWatch, or give another file for the state.", error.Message);
    }

    [Fact]
    public void Open_DatabaseOfSomethingElse_IsRefused()
    {
        Execute("CREATE TABLE bookmarks (id INTEGER)");

        Assert.Contains("is a database of something else", Assert.Throws<StateException>(() => SqliteStateStore.Open(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoDatabase_IsRefusedAndLeftAlone()
    {
        System.IO.File.WriteAllText(File, new string('x', 5000));

        Assert.Contains("is damaged or no database", Assert.Throws<StateException>(() => SqliteStateStore.Open(File)).Message, StringComparison.Ordinal);
        Assert.Equal(5000, new FileInfo(File).Length);
    }

    [Fact]
    public async Task Open_DamagedPages_IsRefused()
    {
        var store = Open();
        for (var chunk = 0; chunk < 10; chunk++) await store.WriteAsync("p", [.. Enumerable.Range(chunk * 100, 100).Select(number => StateChange.Insert($"{number:D5}", new string('x', 500)))], CancellationToken.None);
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        SqliteConnection.ClearAllPools();
        using (var stream = new FileStream(File, FileMode.Open))
        {
            stream.Position = 8192;
            stream.Write(Enumerable.Repeat((byte)0xAB, 16384).ToArray());
        }

        Assert.Contains("is damaged or no database", Assert.Throws<StateException>(() => SqliteStateStore.Open(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderThatIsNotThere_IsRefused() =>
        Assert.Contains("cannot be used", Assert.Throws<StateException>(() => SqliteStateStore.Open(Path.Combine(folder, "none", "state.db"))).Message, StringComparison.Ordinal);

    protected override IStateStore Open() => SqliteStateStore.Open(File);

    private void Execute(string text)
    {
        using var connection = new SqliteConnection($"Data Source={File}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        command.ExecuteNonQuery();
    }

    [Fact]
    public void Open_NewFile_IsItsOwnersAlone()
    {
        if (OperatingSystem.IsWindows()) return;

        Open();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }
}
