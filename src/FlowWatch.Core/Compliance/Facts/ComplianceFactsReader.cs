using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>
/// Fetches everything the controls judge of a target. Each part is asked for by itself and side by side with the others: what fails is a
/// failure in its place, which names the permission, and hides no other part. Nothing but cancellation is thrown.
/// </summary>
/// <param name="readers">Reads the target's account.</param>
/// <param name="records">Asks the target's records.</param>
/// <param name="operation">Reads what FlowWatch itself did.</param>
/// <param name="archives">Lists archives; null where none is listed.</param>
/// <param name="time">Tells the time.</param>
public sealed class ComplianceFactsReader(IAccountReaders readers, RecordFactsReader records, OperationFactsReader operation, IArchiveInventorySource? archives, TimeProvider time)
{
    private static readonly TimeSpan MetricStretch = TimeSpan.FromDays(1);
    private static readonly TimeSpan MetricPeriod = TimeSpan.FromHours(1);

    /// <summary>Fetches the facts.</summary>
    /// <param name="target">The target.</param>
    /// <param name="period">The stretch that runs, windows and findings are looked at for.</param>
    /// <param name="isFullListing">Whether every key of the archive is listed again, whatever is known from earlier passes.</param>
    /// <param name="cancellationToken">Stops fetching.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<ComplianceFacts> ReadAsync(MonitoredTarget target, TimeWindow period, bool isFullListing, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(period);
        var now = time.GetUtcNow();
        var network = readers.Network(target);
        var flowLogs = FactGuard.RunAsync("ec2:DescribeFlowLogs", "*", () => network.FlowLogsAsync(null, cancellationToken), cancellationToken);
        var vpcs = FactGuard.RunAsync("ec2:DescribeVpcs", "*", () => network.VpcsAsync(target.VpcIds, cancellationToken), cancellationToken);
        var subnets = FactGuard.RunAsync("ec2:DescribeSubnets", "*", () => network.SubnetsAsync(target.VpcIds, cancellationToken), cancellationToken);
        var interfaces = FactGuard.RunAsync("ec2:DescribeNetworkInterfaces", "*", () => network.NetworkInterfacesAsync(target.VpcIds, cancellationToken), cancellationToken);
        var archive = ArchiveAsync(target, flowLogs, isFullListing, cancellationToken);
        var delivery = DeliveryAsync(target, flowLogs, now, cancellationToken);
        var operated = operation.ReadAsync(target, period, cancellationToken);
        return new ComplianceFacts
        {
            Target = target,
            Now = now,
            Network = new NetworkFacts(await flowLogs.ConfigureAwait(false), await vpcs.ConfigureAwait(false), await subnets.ConfigureAwait(false), await interfaces.ConfigureAwait(false)),
            Delivery = await delivery.ConfigureAwait(false),
            Operation = await operated.ConfigureAwait(false),
            Archive = await archive.ConfigureAwait(false),
        };
    }

    private async Task<DeliveryFacts> DeliveryAsync(MonitoredTarget target, Task<Fact<IReadOnlyList<FlowLogConfiguration>>> flowLogs, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var groups = readers.LogGroups(target);
        var query = new MetricQuery
        {
            Namespace = "AWS/Logs",
            Metric = "IncomingLogEvents",
            Dimensions = new Dictionary<string, string> { ["LogGroupName"] = target.LogGroup },
            Statistic = MetricStatistic.Sum,
            Period = MetricPeriod,
            From = now - MetricStretch - MetricPeriod,
            To = now,
        };
        var details = FactGuard.RunAsync("logs:DescribeLogGroups", target.LogGroup, () => groups.DetailsAsync(target.LogGroup, cancellationToken), cancellationToken);
        var activity = FactGuard.RunAsync("logs:DescribeLogStreams", target.LogGroup, () => groups.ActivityAsync(target.LogGroup, cancellationToken), cancellationToken);
        var events = FactGuard.RunAsync("cloudwatch:GetMetricData", target.LogGroup, () => readers.Metrics(target).ReadAsync(query, cancellationToken), cancellationToken);
        var (counted, latency) = (records.CountAsync(target, cancellationToken), records.LatencyAsync(target, cancellationToken));
        var roles = RolesAsync(target, await flowLogs.ConfigureAwait(false), cancellationToken);
        return new DeliveryFacts
        {
            LogGroup = await details.ConfigureAwait(false),
            Activity = await activity.ConfigureAwait(false),
            IncomingEvents = await events.ConfigureAwait(false),
            Roles = await roles.ConfigureAwait(false),
            Records = await counted.ConfigureAwait(false),
            Latency = await latency.ConfigureAwait(false),
        };
    }

    private async Task<IReadOnlyDictionary<string, Fact<RoleDetails>>> RolesAsync(MonitoredTarget target, Fact<IReadOnlyList<FlowLogConfiguration>> flowLogs, CancellationToken cancellationToken)
    {
        var arns = (flowLogs.Value ?? []).Where(flowLog => flowLog.LogGroup == target.LogGroup).Select(flowLog => flowLog.DeliveryRoleArn).OfType<string>().Distinct().ToList();
        var roles = await Task.WhenAll(arns.Select(arn => FactGuard.RunAsync("iam:GetRole", arn, () => readers.Roles(target).RoleAsync(arn, cancellationToken), cancellationToken))).ConfigureAwait(false);
        return arns.Zip(roles).ToDictionary(one => one.First, one => one.Second);
    }

    private async Task<ArchiveFacts?> ArchiveAsync(MonitoredTarget target, Task<Fact<IReadOnlyList<FlowLogConfiguration>>> flowLogs, bool isFullListing, CancellationToken cancellationToken)
    {
        if (target.Archive is not { } location || readers.Archive(target) is not { } archive) return null;
        var posture = await FactGuard.RunAsync<BucketPosture>("s3:ListBucket", location.Bucket, async () => await archive.PostureAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var known = await flowLogs.ConfigureAwait(false);
        var inventory = archives is null
            ? new FactFailure(FactFailureKind.Unavailable, "s3:ListBucket", location.Bucket, "the archive has not been listed")
            : await FactGuard.RunAsync("s3:ListBucket", location.Bucket, () => archives.ReadAsync(target, known, isFullListing, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new ArchiveFacts { Posture = posture.IsKnown ? posture.Value : Unknown(location.Bucket, posture.Failure), Inventory = inventory };
    }

    private static BucketPosture Unknown(string bucket, FactFailure failure) => new()
    {
        Bucket = bucket,
        Location = failure,
        Lifecycle = failure,
        Encryption = failure,
        Versioning = failure,
        ObjectLock = failure,
        PublicAccessBlock = failure,
        Policy = failure,
        PolicyStatus = failure,
    };
}
