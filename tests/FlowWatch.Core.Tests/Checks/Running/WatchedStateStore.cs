using System.Runtime.CompilerServices;
using FlowWatch.Core.State;

namespace FlowWatch.Core.Tests.Checks.Running;

/// <summary>A store as one process sees it. The process can be killed at any of its writes, before or after it took place; the storage can be out of order.</summary>
internal sealed class WatchedStateStore(IStateStore inner) : IStateStore
{
    private int writes;
    private bool isKilled;

    /// <summary>Writes that were begun.</summary>
    public int Writes => Volatile.Read(ref writes);

    /// <summary>The write that the process is killed at, from 1; null lives on.</summary>
    public int? KilledAt { get; init; }

    /// <summary>Whether that write takes place.</summary>
    public bool KilledAfter { get; init; }

    /// <summary>Whether the storage is out of order.</summary>
    public bool IsOut { get; set; }

    public Task<StateEntry?> ReadAsync(string partition, string key, CancellationToken cancellationToken)
    {
        ThrowIfGone();
        return inner.ReadAsync(partition, key, cancellationToken);
    }

    public async IAsyncEnumerable<StateEntry> ListAsync(string partition, StateRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfGone();
        await foreach (var entry in inner.ListAsync(partition, range, cancellationToken)) yield return entry;
    }

    public async Task<bool> WriteAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        ThrowIfGone();
        var isLast = Interlocked.Increment(ref writes) == KilledAt;
        if (isLast) Volatile.Write(ref isKilled, true);
        if (isLast && !KilledAfter) throw new KilledException();
        var written = await inner.WriteAsync(partition, changes, cancellationToken);
        return isLast ? throw new KilledException() : written;
    }

    private void ThrowIfGone()
    {
        if (Volatile.Read(ref isKilled)) throw new KilledException();
        if (IsOut) throw new StateException("The storage does not answer.") { MayPass = true };
    }
}
