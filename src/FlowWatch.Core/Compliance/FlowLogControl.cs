using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance;

/// <summary>A control that judges each flow log which delivers to the target's log group by itself.</summary>
public abstract class FlowLogControl : Control
{
    /// <inheritdoc/>
    public sealed override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.Network.FlowLogs.IsKnown) return [NotVerified(facts.Target.LogGroup, "The flow logs", facts.Network.FlowLogs.Failure)];
        var delivering = facts.Delivering(facts.Network.FlowLogs.Value).ToList();
        return delivering.Count == 0 ? [JudgeNone(facts)] : delivering.SelectMany(flowLog => Judge(facts, flowLog));
    }

    /// <summary>Judges one flow log.</summary>
    protected abstract IEnumerable<ControlResult> Judge(ComplianceFacts facts, FlowLogConfiguration flowLog);

    /// <summary>Judges that there is none. One control fails for it; to the others there is nothing to judge.</summary>
    protected virtual ControlResult JudgeNone(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return NotApplicable(facts.Target.LogGroup, $"No flow log delivers to the log group {facts.Target.LogGroup}: there is none to judge (see flow-log-active).");
    }
}
