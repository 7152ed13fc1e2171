using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.FlowLogActive;

/// <summary>Each flow log of the target is in the state ACTIVE: one that exists and does not record proves nothing.</summary>
public sealed class FlowLogActiveControl : Control
{
    private const string Source = "ec2:DescribeFlowLogs";

    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.Network.FlowLogs.IsKnown) return [NotVerified(facts.Target.LogGroup, "The flow logs", facts.Network.FlowLogs.Failure)];
        var delivering = facts.Network.FlowLogs.Value.Where(flowLog => flowLog.LogGroup == facts.Target.LogGroup).ToList();
        if (delivering.Count == 0) return [Fail(facts.Target.LogGroup, $"No flow log delivers to the log group {facts.Target.LogGroup}.", new ControlEvidence("Flow logs", "0", Source))];
        return delivering.Select(flowLog => flowLog.IsActive
            ? Pass(flowLog.Id, $"Flow log {flowLog.Id} of {flowLog.ResourceId} is ACTIVE.", new ControlEvidence("FlowLogStatus", flowLog.Status, Source))
            : Fail(flowLog.Id, $"Flow log {flowLog.Id} of {flowLog.ResourceId} is {flowLog.Status}, not ACTIVE.", new ControlEvidence("FlowLogStatus", flowLog.Status, Source)));
    }
}
