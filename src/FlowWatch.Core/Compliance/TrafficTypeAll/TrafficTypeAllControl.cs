using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.TrafficTypeAll;

/// <summary>What has a flow log is recorded with accepted and rejected traffic: by one flow log of type ALL, or by two.</summary>
public sealed class TrafficTypeAllControl : Control
{
    private const string TransitGateway = "tgw";

    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.Network.FlowLogs.IsKnown) return [NotVerified(facts.Target.LogGroup, "The flow logs", facts.Network.FlowLogs.Failure)];
        var resources = facts.Delivering(facts.Network.FlowLogs.Value).GroupBy(flowLog => flowLog.ResourceId).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        return resources.Count == 0
            ? [NotApplicable(facts.Target.LogGroup, $"No flow log delivers to the log group {facts.Target.LogGroup}: there is none to judge (see flow-log-active).")]
            : resources.Select(group => Judge(group.Key, [.. group]));
    }

    private ControlResult Judge(string resource, IReadOnlyList<FlowLogConfiguration> flowLogs)
    {
        if (resource.StartsWith(TransitGateway, StringComparison.Ordinal)) return NotApplicable(resource, $"A flow log of the transit gateway {resource} has no traffic type: it records everything.");
        var evidence = flowLogs.Select(flowLog => new ControlEvidence(flowLog.Id, $"{flowLog.TrafficType.ToString().ToUpperInvariant()} {flowLog.Status}", ControlSources.FlowLogs)).ToList();
        var traffic = RecordedTraffic.Of(flowLogs, resource);
        if (traffic.IsAll) return Pass(resource, $"Accepted and rejected traffic of {resource} is recorded.", evidence);
        return flowLogs.Any(flowLog => flowLog.TrafficType == FlowLogTrafficType.Unknown)
            ? NotVerified(resource, $"AWS tells no traffic type that is known here for a flow log of {resource}.")
            : Fail(resource, $"Of {resource} {traffic.Words} is recorded, not ALL.", evidence);
    }
}
