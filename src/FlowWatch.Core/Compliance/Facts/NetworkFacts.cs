using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>The network of one account and region: what there is to record, and which flow logs record it.</summary>
/// <param name="FlowLogs">All flow logs of the account and region, whatever they deliver to.</param>
/// <param name="Vpcs">The VPCs that the target names, or all. One it names that does not exist is missing.</param>
/// <param name="Subnets">The subnets of these VPCs.</param>
/// <param name="Interfaces">The network interfaces in these VPCs.</param>
public sealed record NetworkFacts(
    Fact<IReadOnlyList<FlowLogConfiguration>> FlowLogs,
    Fact<IReadOnlyList<Vpc>> Vpcs,
    Fact<IReadOnlyList<Subnet>> Subnets,
    Fact<IReadOnlyList<NetworkInterface>> Interfaces);
