using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.InterfaceCovered;

/// <summary>Each network interface in use is recorded whole by its own, its subnet's and its VPC's flow logs together, those of NAT gateways, functions and endpoints among them.</summary>
public sealed class InterfaceCoveredControl : Control
{
    /// <summary>The most interfaces of one VPC that get a result of their own; the rest is told as a number.</summary>
    public const int MaximumListed = 100;

    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var network = facts.Network;
        FactFailure?[] missing = [network.FlowLogs.Failure, network.Vpcs.Failure, network.Interfaces.Failure];
        if (missing.OfType<FactFailure>().ToList() is { Count: > 0 } failures) return [NotVerified(facts.Target.LogGroup, "Which network interfaces are recorded", failures)];
        var flowLogs = facts.Delivering(network.FlowLogs.Value!).ToList();
        var inUse = network.Interfaces.Value!.Where(one => one.IsInUse).ToLookup(one => one.VpcId);
        var results = network.Vpcs.Value!.SelectMany(vpc => Judge(facts, vpc, [.. inUse[vpc.Id]], flowLogs)).ToList();
        return results.Count > 0 ? results : [NotApplicable(facts.Target.LogGroup, $"Account {facts.Target.Account} has no VPC in {facts.Target.Region}, and so no network interface.")];
    }

    private IEnumerable<ControlResult> Judge(ComplianceFacts facts, Vpc vpc, IReadOnlyList<NetworkInterface> interfaces, IReadOnlyList<FlowLogConfiguration> flowLogs)
    {
        if (vpc.OwnerId != facts.Target.Account) return [NotApplicable(vpc.Id, $"{vpc.Id} is shared by account {vpc.OwnerId}; its interfaces are judged there.")];
        if (interfaces.Count == 0) return [NotApplicable(vpc.Id, $"{vpc.Id} has no network interface in use.")];
        var open = interfaces.Select(one => (Interface: one, Traffic: RecordedTraffic.Of(flowLogs, one.Id, one.SubnetId, one.VpcId))).Where(one => !one.Traffic.IsAll).ToList();
        var sorts = string.Join(", ", interfaces.CountBy(one => one.InterfaceType).OrderByDescending(one => one.Value).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value} {one.Key}"));
        if (open.Count == 0) return [Pass(vpc.Id, $"All {interfaces.Count} network interfaces in use of {vpc.Id} are recorded.", new ControlEvidence("Interfaces in use", sorts, ControlSources.Interfaces))];
        var results = open.Take(MaximumListed).Select(one => Fail(
            one.Interface.Id,
            $"Of {one.Interface.Id} ({one.Interface.InterfaceType}) in {one.Interface.SubnetId} of {vpc.Id} {one.Traffic.Words} is recorded to {facts.Target.LogGroup}.",
            new ControlEvidence("InterfaceType", one.Interface.InterfaceType, ControlSources.Interfaces),
            new ControlEvidence("Flow logs", string.Join(", ", one.Traffic.FlowLogs.Select(flowLog => $"{flowLog.Id} {flowLog.TrafficType}").DefaultIfEmpty("none that is active and delivers")), ControlSources.FlowLogs)));
        return open.Count <= MaximumListed ? results : results.Append(Fail(vpc.Id, $"{open.Count - MaximumListed} more of the {interfaces.Count} network interfaces in use of {vpc.Id} are not recorded whole.", new ControlEvidence("Interfaces in use", sorts, ControlSources.Interfaces)));
    }
}
