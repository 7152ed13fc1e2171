using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.FlowLogActive;

/// <summary>A flow log delivers to the target's log group, and each that does is in the state ACTIVE: one that exists and does not record proves nothing.</summary>
public sealed class FlowLogActiveControl : FlowLogControl
{
    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, FlowLogConfiguration flowLog)
    {
        ArgumentNullException.ThrowIfNull(flowLog);
        var evidence = new ControlEvidence("FlowLogStatus", flowLog.Status, ControlSources.FlowLogs);
        yield return flowLog.IsActive
            ? Pass(flowLog.Id, $"Flow log {flowLog.Id} of {flowLog.ResourceId} is ACTIVE.", evidence)
            : Fail(flowLog.Id, $"Flow log {flowLog.Id} of {flowLog.ResourceId} is {flowLog.Status}, not ACTIVE.", evidence);
    }

    /// <inheritdoc/>
    protected override ControlResult JudgeNone(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.HasNothingToRecord
            ? NotApplicable(facts.Target.LogGroup, $"Account {facts.Target.Account} has no VPC of its own in {facts.Target.Region}: there is nothing to record.")
            : Fail(facts.Target.LogGroup, $"No flow log delivers to the log group {facts.Target.LogGroup}.", new ControlEvidence("Flow logs", "0", ControlSources.FlowLogs));
    }
}
