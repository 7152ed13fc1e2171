using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.VpcCovered;

/// <summary>Each VPC is recorded whole: by flow logs of its own, or of all of its subnets, that are active, deliver, and together record accepted and rejected traffic.</summary>
public sealed class VpcCoveredControl : Control
{
    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var network = facts.Network;
        FactFailure?[] missing = [network.FlowLogs.Failure, network.Vpcs.Failure];
        if (missing.OfType<FactFailure>().ToList() is { Count: > 0 } failures) return [NotVerified(facts.Target.LogGroup, "Which VPCs are recorded", failures)];
        var results = network.Vpcs.Value!.Select(vpc => Judge(facts, vpc, [.. facts.Delivering(network.FlowLogs.Value!)])).ToList();
        results.AddRange(facts.Target.VpcIds.Where(id => network.Vpcs.Value!.All(vpc => vpc.Id != id)).Select(id =>
            Fail(id, $"{id}, which the target names, is not in account {facts.Target.Account} and {facts.Target.Region}.", new ControlEvidence("VPC", "not found", ControlSources.Vpcs))));
        return results.Count > 0 ? results : [NotApplicable(facts.Target.LogGroup, $"Account {facts.Target.Account} has no VPC in {facts.Target.Region}.")];
    }

    private ControlResult Judge(ComplianceFacts facts, Vpc vpc, IReadOnlyList<FlowLogConfiguration> flowLogs)
    {
        // Whoever owns it records it; the participants see only their own interfaces.
        if (vpc.OwnerId != facts.Target.Account) return NotApplicable(vpc.Id, $"{vpc.Id} is shared by account {vpc.OwnerId} and is judged there.");
        var own = RecordedTraffic.Of(flowLogs, vpc.Id);
        if (own.IsAll) return Pass(vpc.Id, $"All traffic of {vpc.Id} is recorded by {Names(own)}.", Evidence(own));
        var subnets = facts.Network.Subnets;
        if (!subnets.IsKnown) return NotVerified(vpc.Id, $"Whether flow logs of all subnets record {vpc.Id}, where its own do not,", subnets.Failure);
        var parts = subnets.Value.Where(subnet => subnet.VpcId == vpc.Id).Select(subnet => (subnet.Id, Traffic: RecordedTraffic.Of(flowLogs, subnet.Id, vpc.Id))).ToList();
        if (parts.Count > 0 && parts.TrueForAll(part => part.Traffic.IsAll)) return Pass(vpc.Id, $"All traffic of {vpc.Id} is recorded, by flow logs of all of its {parts.Count} subnets.", parts.SelectMany(part => Evidence(part.Traffic)).Distinct());
        var open = parts.Where(part => !part.Traffic.IsAll).Select(part => part.Id).ToList();
        var subnetsWords = open.Count > 0 && open.Count < parts.Count ? $" Of its {parts.Count} subnets these are not recorded whole: {string.Join(", ", open.Take(10))}{(open.Count > 10 ? ", …" : "")}." : "";
        return Fail(vpc.Id, $"Of {vpc.Id} {own.Words} is recorded to {facts.Target.LogGroup}.{subnetsWords}{Others(facts, vpc)}", [.. Evidence(own), new ControlEvidence("Subnets recorded whole", $"{parts.Count - open.Count} of {parts.Count}", ControlSources.FlowLogs)]);
    }

    // Why a flow log that is there does not count: this is what others take for recording.
    private static string Others(ComplianceFacts facts, Vpc vpc)
    {
        var others = facts.Network.FlowLogs.Value!.Where(flowLog => flowLog.ResourceId == vpc.Id && !(flowLog.LogGroup == facts.Target.LogGroup && flowLog is { IsActive: true, DeliveryStatus: not FlowLogDeliveryStatus.Failed })).ToList();
        var words = others.Select(flowLog => !flowLog.IsActive ? $"{flowLog.Id} is {flowLog.Status}"
            : flowLog.LogGroup != facts.Target.LogGroup ? $"{flowLog.Id} delivers elsewhere"
            : $"{flowLog.Id} fails to deliver ({flowLog.DeliveryError ?? "no reason given"})");
        return others.Count == 0 ? "" : $" Not counted: {string.Join("; ", words)}.";
    }

    private static string Names(RecordedTraffic traffic) => string.Join(" and ", traffic.FlowLogs.Select(flowLog => flowLog.Id));

    private static IEnumerable<ControlEvidence> Evidence(RecordedTraffic traffic) => traffic.FlowLogs.Select(flowLog => new ControlEvidence(flowLog.Id, $"{flowLog.ResourceId} {flowLog.TrafficType} {flowLog.Status}", ControlSources.FlowLogs));
}
