using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Tests.Compliance;

/// <summary>Short words for changed facts.</summary>
internal static class Changes
{
    public static ComplianceFacts FlowLogs(this ComplianceFacts facts, params IReadOnlyList<FlowLogConfiguration> flowLogs) => facts.FlowLogs(HealthyTarget.List(flowLogs));

    public static ComplianceFacts FlowLogs(this ComplianceFacts facts, Fact<IReadOnlyList<FlowLogConfiguration>> flowLogs) => facts with { Network = facts.Network with { FlowLogs = flowLogs } };

    public static ComplianceFacts Vpcs(this ComplianceFacts facts, Fact<IReadOnlyList<Vpc>> vpcs) => facts with { Network = facts.Network with { Vpcs = vpcs } };

    public static ComplianceFacts Interfaces(this ComplianceFacts facts, Fact<IReadOnlyList<NetworkInterface>> interfaces) => facts with { Network = facts.Network with { Interfaces = interfaces } };

    public static ComplianceFacts Delivery(this ComplianceFacts facts, Func<DeliveryFacts, DeliveryFacts> change) => facts with { Delivery = change(facts.Delivery) };

    public static ComplianceFacts Operation(this ComplianceFacts facts, Func<OperationFacts, OperationFacts> change) => facts with { Operation = change(facts.Operation) };

    public static ComplianceFacts Posture(this ComplianceFacts facts, Func<BucketPosture, BucketPosture> change) => facts with { Archive = facts.Archive! with { Posture = change(facts.Archive.Posture) } };

    public static ComplianceFacts DeliveryRole(this ComplianceFacts facts, Fact<RoleDetails> role) => facts.Delivery(delivery => delivery with { Roles = new Dictionary<string, Fact<RoleDetails>> { [HealthyTarget.Role] = role } });
}
