using System.Runtime.CompilerServices;
using Amazon.Runtime;
using FlowWatch.Aws.Clients;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Access;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Access;

/// <summary>Looks whether AWS lets FlowWatch do its work, by trying each action in a way that does no harm.</summary>
/// <param name="clients">The clients of the deployment.</param>
/// <param name="time">Tells the time.</param>
public sealed class AwsAccessProbe(AwsClients clients, TimeProvider time) : IAccessProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccessFinding>> WalkAsync(MonitoredTarget target, CancellationToken cancellationToken) => new CredentialWalk(clients).RunAsync(target, cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<AccessFinding> TryAsync(
        MonitoredTarget target, IReadOnlyList<NeededAction> permissions, AccessOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var place = new TrialPlace(target, clients, options, time);
        foreach (var permission in permissions)
        {
            var finding = await TryAsync(permission, place, cancellationToken).ConfigureAwait(false);
            yield return finding;
        }
    }

    private async Task<AccessFinding> TryAsync(NeededAction permission, TrialPlace place, CancellationToken cancellationToken)
    {
        var trial = AccessTrials.ByAction[permission.Action];
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var result = await trial.Try(permission, place, either.Token).ConfigureAwait(false);
            return Finding(permission, result);
        }
        catch (AmazonServiceException error) when (trial.AllowedCodes.Contains(error.ErrorCode))
        {
            return Finding(permission, TrialResult.AllowedOnNothing);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = AwsFailures.From(error, permission.Action, permission.Resources[0]);
            if (failure.Kind != FactFailureKind.AccessDenied) return Finding(permission, failure);
            if (place.MayNotList && S3Trials.OnObjects.Contains(permission.Action)) return Finding(permission, TrialResult.CouldNotLook("allow s3:ListBucket first: S3 refuses this the same way to whoever may not list the bucket"));
            place.MayNotList |= permission.Action == S3Trials.Listing;
            return Finding(permission, failure);
        }
    }

    private static AccessFinding Finding(NeededAction permission, TrialResult result) => new()
    {
        Subject = permission.Action,
        Resource = permission.Resources[0],
        Outcome = result.Outcome,
        Detail = result.Detail,
        Permission = permission,
    };

    private static AccessFinding Finding(NeededAction permission, FactFailure failure) => new()
    {
        Subject = permission.Action,
        Resource = permission.Resources[0],
        Outcome = failure.Kind == FactFailureKind.AccessDenied ? AccessOutcome.Refused : AccessOutcome.CouldNotLook,
        Detail = failure.Message,
        Permission = permission,

        // AWS says so where it can; then the statement below would not help.
        Hints = failure.Message.Contains("explicit deny", StringComparison.OrdinalIgnoreCase)
            ? ["what denies it (service control policy, permissions boundary, resource policy): a deny goes before every allow"]
            : [],
    };
}
