using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Tells what the archive of a target holds and which hours are missing. It lists only what can have changed since the pass before, and explains each gap as far as it can.</summary>
public interface IArchiveInventorySource
{
    /// <summary>Lists what is due and gives the whole picture, that of earlier passes included.</summary>
    /// <param name="target">The target; it must have an archive.</param>
    /// <param name="flowLogs">All flow logs of its account and region: since when each exists, and which deliver to the archive.</param>
    /// <param name="isFull">Whether to list every key again, whatever is known from earlier passes.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<ArchiveInventory>> ReadAsync(MonitoredTarget target, Fact<IReadOnlyList<FlowLogConfiguration>> flowLogs, bool isFull, CancellationToken cancellationToken);
}
