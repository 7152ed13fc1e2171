using FlowWatch.Core.State;
using FlowWatch.Local.State;
using Microsoft.Data.Sqlite;

namespace FlowWatch.Core.Tests.State;

/// <summary>A real store in a folder of its own, gone with the test.</summary>
internal sealed class TemporaryState : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-core-").FullName;

    public IStateStore Open() => SqliteStateStore.Open(Path.Combine(folder, "state.db"));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
