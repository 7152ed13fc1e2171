using FlowWatch.Aws.Clients;
using FlowWatch.Aws.CloudWatch;
using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Aws.Ec2;
using FlowWatch.Aws.Iam;
using FlowWatch.Aws.S3;
using FlowWatch.Aws.Sns;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws;

/// <summary>Gives what reads a target's account. Nothing is asked of AWS until a reader is.</summary>
/// <param name="clients">The clients of the deployment.</param>
public sealed class AwsAccountReaders(AwsClients clients) : IAccountReaders
{
    /// <inheritdoc/>
    public INetworkInventory Network(MonitoredTarget target) => new Ec2NetworkInventory(clients.Ec2(target));

    /// <inheritdoc/>
    public ILogGroupReader LogGroups(MonitoredTarget target) => new LogGroupReader(clients.Logs(target));

    /// <inheritdoc/>
    public IRoleReader Roles(MonitoredTarget target) => new IamRoleReader(clients.Iam(target));

    /// <inheritdoc/>
    public IMetricReader Metrics(MonitoredTarget target) => new CloudWatchMetricReader(clients.CloudWatch(target));

    /// <inheritdoc/>
    public ITopicReader Topics(MonitoredTarget target) => new SnsTopicReader(topic => clients.Sns(target, topic.Text));

    /// <inheritdoc/>
    public IFlowLogArchive? Archive(MonitoredTarget target, bool restoreEnabled = false) => target.Archive is not { } archive
        ? null
        : new S3FlowLogArchive(
            new S3ArchiveOptions
            {
                Bucket = archive.Bucket,
                Region = target.Region,
                ExpectedOwner = archive.Owner ?? target.Account,
                RestoreEnabled = restoreEnabled,
            },
            region => clients.S3(target, region));
}
