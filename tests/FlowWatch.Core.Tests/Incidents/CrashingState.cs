using FlowWatch.Core.State;

namespace FlowWatch.Core.Tests.Incidents;

/// <summary>A store whose host dies at a write: just before it, or just after it.</summary>
internal sealed class CrashingState(IStateStore inner) : IStateStore
{
    private int left = -1;
    private bool isAfter;

    /// <summary>How often a host died.</summary>
    public int Crashes { get; private set; }

    /// <summary>The host dies at the write after so many more.</summary>
    public void CrashAfter(int writes, bool afterTheWrite) => (left, isAfter) = (writes, afterTheWrite);

    /// <summary>The next host lives.</summary>
    public void Heal() => left = -1;

    public Task<StateEntry?> ReadAsync(string partition, string key, CancellationToken cancellationToken) => inner.ReadAsync(partition, key, cancellationToken);

    public IAsyncEnumerable<StateEntry> ListAsync(string partition, StateRange range, CancellationToken cancellationToken) => inner.ListAsync(partition, range, cancellationToken);

    public async Task<bool> WriteAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        if (left < 0) return await inner.WriteAsync(partition, changes, cancellationToken);
        if (left-- > 0) return await inner.WriteAsync(partition, changes, cancellationToken);
        Crashes++;
        // Dead is dead: nothing that the host would still do is written.
        left = 0;
        if (isAfter) await inner.WriteAsync(partition, changes, cancellationToken);
        isAfter = false;
        throw new StateException("the host died.");
    }
}
