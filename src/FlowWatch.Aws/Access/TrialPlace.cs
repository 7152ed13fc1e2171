using FlowWatch.Aws.Clients;
using FlowWatch.Aws.Ec2;
using FlowWatch.Aws.S3;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Diagnostics.Access;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.Access;

/// <summary>Where actions are tried, and what earlier trials found there for later ones.</summary>
/// <param name="target">The target.</param>
/// <param name="clients">The clients of the deployment.</param>
/// <param name="options">How far to go.</param>
/// <param name="time">Tells the time.</param>
internal sealed class TrialPlace(MonitoredTarget target, AwsClients clients, AccessOptions options, TimeProvider time)
{
    private Fact<IReadOnlyList<FlowLogConfiguration>>? flowLogs;
    private S3BucketClient? bucket;

    public MonitoredTarget Target => target;

    public AwsClients Clients => clients;

    public AccessOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>The query that was started; null where none was.</summary>
    public string? QueryId { get; set; }

    /// <summary>An inline policy of the delivery role; null where none is known.</summary>
    public string? InlinePolicy { get; set; }

    /// <summary>A managed policy of the delivery role; null where none is known.</summary>
    public string? ManagedPolicy { get; set; }

    /// <summary>Whether the archive may not be listed; S3 then refuses everything about objects that are not there, allowed or not.</summary>
    public bool MayNotList { get; set; }

    /// <summary>The archive bucket, in whatever region it is.</summary>
    /// <exception cref="InvalidOperationException">The target has no archive; then nothing of it is needed.</exception>
    public S3BucketClient Bucket => bucket ??= target.Archive is { } archive
        ? new S3BucketClient(new S3ArchiveOptions { Bucket = archive.Bucket, Region = target.Region, ExpectedOwner = Owner }, region => clients.S3(target, region))
        : throw new InvalidOperationException($"Target {target.Name} has no archive.");

    /// <summary>Whose the archive bucket must be.</summary>
    public string? Owner => target.Archive?.Owner ?? target.Account;

    /// <summary>A key below the archive's prefix that no object has.</summary>
    public string MissingKey => $"{target.Archive?.Prefix}flowwatch-doctor/no-such-object";

    /// <summary>The flow logs that deliver to the target's log group; looked up once.</summary>
    public async Task<Fact<IReadOnlyList<FlowLogConfiguration>>> FlowLogsAsync(CancellationToken cancellationToken) =>
        flowLogs ??= await new Ec2NetworkInventory(clients.Ec2(target)).FlowLogsAsync(target.LogGroup, cancellationToken).ConfigureAwait(false);
}
