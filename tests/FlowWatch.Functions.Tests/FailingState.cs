using System.Runtime.CompilerServices;
using FlowWatch.Core.State;

namespace FlowWatch.Functions.Tests;

/// <summary>State whose storage can be out of order.</summary>
internal sealed class FailingState(IStateStore inner) : IStateStore
{
    public const string Outage = "The storage does not answer.";

    /// <summary>Whether it is.</summary>
    public bool IsOut { get; set; }

    public Task<StateEntry?> ReadAsync(string partition, string key, CancellationToken cancellationToken)
    {
        ThrowIfOut();
        return inner.ReadAsync(partition, key, cancellationToken);
    }

    public async IAsyncEnumerable<StateEntry> ListAsync(string partition, StateRange range, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ThrowIfOut();
        await foreach (var entry in inner.ListAsync(partition, range, cancellationToken)) yield return entry;
    }

    public Task<bool> WriteAsync(string partition, IReadOnlyList<StateChange> changes, CancellationToken cancellationToken)
    {
        ThrowIfOut();
        return inner.WriteAsync(partition, changes, cancellationToken);
    }

    private void ThrowIfOut()
    {
        if (IsOut) throw new StateException(Outage) { MayPass = true };
    }
}
