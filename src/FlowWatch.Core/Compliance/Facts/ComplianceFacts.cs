using FlowWatch.Core.Accounts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>Everything controls judge of one target, fetched beforehand. Each part is a fact of its own: what could not be looked at hides no other part.</summary>
public sealed record ComplianceFacts
{
    /// <summary>The target.</summary>
    public required MonitoredTarget Target { get; init; }

    /// <summary>The time of the judgement, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The network of the account and region.</summary>
    public required NetworkFacts Network { get; init; }

    /// <summary>Where records are delivered to and how they come.</summary>
    public required DeliveryFacts Delivery { get; init; }

    /// <summary>What FlowWatch itself did about the target: runs, windows, alerts.</summary>
    public required OperationFacts Operation { get; init; }

    /// <summary>The archive; null where the target names none.</summary>
    public ArchiveFacts? Archive { get; init; }

    /// <summary>The flow logs among some that deliver to the target's log group.</summary>
    public IEnumerable<FlowLogConfiguration> Delivering(IEnumerable<FlowLogConfiguration> flowLogs) => flowLogs.Where(flowLog => flowLog.LogGroup == Target.LogGroup);

    /// <summary>Whether it is known that the account has no VPC of its own to record in the region. A VPC that the target names and that is missing is something to record.</summary>
    public bool HasNothingToRecord => Target.VpcIds.Count == 0 && Network.Vpcs.IsKnown && !Network.Vpcs.Value.Any(vpc => vpc.OwnerId == Target.Account);
}
