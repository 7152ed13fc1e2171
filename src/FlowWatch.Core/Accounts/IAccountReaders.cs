using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Accounts;

/// <summary>Gives what reads a target's account. Nothing is asked of AWS until a reader is.</summary>
public interface IAccountReaders
{
    /// <summary>The network of the target's account and region.</summary>
    INetworkInventory Network(MonitoredTarget target);

    /// <summary>The log groups of the target's account and region.</summary>
    ILogGroupReader LogGroups(MonitoredTarget target);

    /// <summary>The IAM roles of the target's account.</summary>
    IRoleReader Roles(MonitoredTarget target);

    /// <summary>The CloudWatch metrics of the target's account and region.</summary>
    IMetricReader Metrics(MonitoredTarget target);

    /// <summary>SNS topics, seen as the target's role, in whatever region they are.</summary>
    ITopicReader Topics(MonitoredTarget target);

    /// <summary>The target's archive; null where it has none.</summary>
    /// <param name="target">Whose archive.</param>
    /// <param name="restoreEnabled">Whether objects may be restored from it: that costs money, and needs s3:RestoreObject.</param>
    IFlowLogArchive? Archive(MonitoredTarget target, bool restoreEnabled = false);
}
