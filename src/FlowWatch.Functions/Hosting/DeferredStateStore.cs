using System.Runtime.CompilerServices;
using FlowWatch.Core.State;

namespace FlowWatch.Functions.Hosting;

/// <summary>State that is opened when it is first needed. Where that fails the next use tries again, so a host outlives an outage of its storage.</summary>
/// <param name="open">Opens it.</param>
internal sealed class DeferredStateStore(Func<CancellationToken, Task<IStateStore>> open) : IStateStore, IDisposable
{
    private readonly SemaphoreSlim opening = new(1);
    private IStateStore? opened;

    /// <summary>Opens it, where it is not open.</summary>
    /// <exception cref="StateException">It cannot be opened.</exception>
    public async Task<IStateStore> OpenAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref opened) is { } ready) return ready;
        await opening.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (opened is null) Volatile.Write(ref opened, await open(cancellationToken).ConfigureAwait(false));
            return opened!;
        }
        finally
        {
            opening.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<StateEntry?> ReadAsync(string partition, string key, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken).ConfigureAwait(false)).ReadAsync(partition, key, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StateEntry> ListAsync(string partition, StateRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var store = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var entry in store.ListAsync(partition, range, cancellationToken).ConfigureAwait(false)) yield return entry;
    }

    /// <inheritdoc/>
    public async Task<bool> WriteAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken) =>
        await (await OpenAsync(cancellationToken).ConfigureAwait(false)).WriteAsync(partition, changes, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public void Dispose()
    {
        (opened as IDisposable)?.Dispose();
        opening.Dispose();
    }
}
