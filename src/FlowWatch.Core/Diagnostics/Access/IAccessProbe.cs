using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>Looks whether a target can be reached and what is allowed there. Nothing that it does changes an account, or costs more than cents.</summary>
public interface IAccessProbe
{
    /// <summary>Walks the chain of credentials, link by link, to the first that breaks; and then asks whose account was reached.</summary>
    /// <param name="target">Whose credentials.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>.</param>
    Task<IReadOnlyList<AccessFinding>> WalkAsync(MonitoredTarget target, CancellationToken cancellationToken);

    /// <summary>Tries permissions, one by one.</summary>
    /// <param name="target">Where.</param>
    /// <param name="permissions">What; in the order of the catalog, because some use what others found.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>.</param>
    /// <returns>A finding for each permission, in their order.</returns>
    IAsyncEnumerable<AccessFinding> TryAsync(MonitoredTarget target, IReadOnlyList<NeededAction> permissions, AccessOptions options, CancellationToken cancellationToken);
}
