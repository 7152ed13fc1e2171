using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>Looks whether FlowWatch can do its work: for each target the chain of credentials, and then every permission.</summary>
/// <param name="probe">Looks.</param>
/// <param name="addresses">Tries webhooks, files and the console, which need no AWS; null tries none.</param>
public sealed class AccessCheck(IAccessProbe probe, AddressTest? addresses = null)
{
    // Enough that a hundred targets take no minutes, and too few to be throttled.
    private const int AtOnce = 8;

    /// <summary>Looks at targets.</summary>
    /// <param name="targets">Which.</param>
    /// <param name="options">How far to go.</param>
    /// <param name="done">Is told of each target as it is done, in any order and from any thread; may be null.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>.</param>
    /// <returns>What is known of each, in their order.</returns>
    public async Task<IReadOnlyList<TargetAccess>> RunAsync(IReadOnlyList<MonitoredTarget> targets, AccessOptions options, Action<TargetAccess>? done, CancellationToken cancellationToken)
    {
        var results = new TargetAccess[targets.Count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, targets.Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (index, token) =>
            {
                results[index] = await LookAsync(targets[index], options, token).ConfigureAwait(false);
                done?.Invoke(results[index]);
            }).ConfigureAwait(false);
        return results;
    }

    private async Task<TargetAccess> LookAsync(MonitoredTarget target, AccessOptions options, CancellationToken cancellationToken)
    {
        var access = await WalkAsync(target, options, cancellationToken).ConfigureAwait(false);
        return addresses is null ? access : access with { Addresses = await addresses.RunAsync(target, options.SendTest, cancellationToken).ConfigureAwait(false) };
    }

    private async Task<TargetAccess> WalkAsync(MonitoredTarget target, AccessOptions options, CancellationToken cancellationToken)
    {
        var chain = await probe.WalkAsync(target, cancellationToken).ConfigureAwait(false);
        var permissions = AccessCatalog.For(target, options.Restoring, options.Definitions);
        if (chain.FirstOrDefault(finding => finding.Outcome != AccessOutcome.Ok) is { } broken)
        {
            return new TargetAccess(target, chain, [.. permissions.Select(permission => Unknown(permission, $"no credentials: see {broken.Subject}"))]);
        }

        List<AccessFinding> findings = [];
        await foreach (var finding in probe.TryAsync(target, permissions, options, cancellationToken).ConfigureAwait(false)) findings.Add(finding);
        return new TargetAccess(target, chain, findings);
    }

    private static AccessFinding Unknown(NeededAction permission, string why) => new()
    {
        Subject = permission.Action,
        Resource = permission.Resources[0],
        Outcome = AccessOutcome.CouldNotLook,
        Detail = why,
        Permission = permission,
    };
}
