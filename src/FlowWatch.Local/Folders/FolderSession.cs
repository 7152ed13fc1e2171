using FlowWatch.Core.Checks;
using FlowWatch.Core.Queries;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Local.Folders;

/// <summary>An engine over some files, and its place among those that may be open at once.</summary>
/// <param name="engine">The engine.</param>
/// <param name="places">Where the place is given back.</param>
internal sealed class FolderSession(DuckDbFlowLogEngine engine, SemaphoreSlim places) : IFlowLogSession
{
    private bool isClosed;

    /// <inheritdoc/>
    public IFlowLogEngine Engine => engine;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (isClosed) return;
        isClosed = true;
        await engine.DisposeAsync().ConfigureAwait(false);
        places.Release();
    }
}
