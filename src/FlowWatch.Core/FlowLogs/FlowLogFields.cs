using System.Collections.Frozen;

namespace FlowWatch.Core.FlowLogs;

/// <summary>
/// Every field that AWS documents for flow logs of VPCs (versions 2 to 11) and of transit gateways (which added version 6).
/// </summary>
public static class FlowLogFields
{
    /// <summary>All fields, by version, and within a version in the order of AWS's tables.</summary>
    public static IReadOnlyList<FlowLogField> All { get; } =
    [
        // Version 2: the default format of a VPC flow log, in its order.
        Both(2, FlowLogFieldNames.Version, FlowLogFieldType.Byte, "The flow log version: the highest version among the fields of the format."),
        Both(2, FlowLogFieldNames.AccountId, FlowLogFieldType.Text, "The account that owns the network interface or transit gateway; 'unknown' for some interfaces that AWS services create."),
        Vpc(2, FlowLogFieldNames.InterfaceId, FlowLogFieldType.Text, "The network interface on which the traffic was recorded."),
        Both(2, FlowLogFieldNames.SourceAddress, FlowLogFieldType.Address, "The source address; the interface's primary private address when the interface is the sender."),
        Both(2, FlowLogFieldNames.DestinationAddress, FlowLogFieldType.Address, "The destination address; the interface's primary private address when the interface is the receiver."),
        Both(2, FlowLogFieldNames.SourcePort, FlowLogFieldType.Port, "The source port."),
        Both(2, FlowLogFieldNames.DestinationPort, FlowLogFieldType.Port, "The destination port."),
        Both(2, FlowLogFieldNames.Protocol, FlowLogFieldType.Byte, "The IANA protocol number: 6 TCP, 17 UDP, 1 ICMP."),
        Both(2, FlowLogFieldNames.Packets, FlowLogFieldType.Integer, "How many packets the record stands for."),
        Both(2, FlowLogFieldNames.Bytes, FlowLogFieldType.Integer, "How many bytes the record stands for."),
        Both(2, FlowLogFieldNames.Start, FlowLogFieldType.EpochSeconds, "When the first packet of the aggregation interval was received."),
        Both(2, FlowLogFieldNames.End, FlowLogFieldType.EpochSeconds, "When the last packet of the aggregation interval was received."),
        Vpc(2, FlowLogFieldNames.Action, FlowLogFieldType.Text, "ACCEPT, or REJECT when a security group or network ACL refused the traffic or it came after the connection was closed."),
        Both(2, FlowLogFieldNames.LogStatus, FlowLogFieldType.Text, "OK, NODATA (no traffic in the interval) or SKIPDATA (records of the interval were lost)."),

        // Version 3.
        Vpc(3, FlowLogFieldNames.VpcId, FlowLogFieldType.Text, "The VPC of the network interface."),
        Vpc(3, FlowLogFieldNames.SubnetId, FlowLogFieldType.Text, "The subnet of the network interface."),
        Vpc(3, FlowLogFieldNames.InstanceId, FlowLogFieldType.Text, "The instance of the network interface, when the account owns it."),
        Both(3, FlowLogFieldNames.TcpFlags, FlowLogFieldType.Byte, "The TCP flags of the interval combined with OR: FIN 1, SYN 2, RST 4, SYN-ACK 18; 0 when there were only ACKs."),
        Both(3, "type", FlowLogFieldType.Text, "IPv4, IPv6 or EFA."),
        Vpc(3, FlowLogFieldNames.PacketSourceAddress, FlowLogFieldType.Address, "The source address in the packet itself, behind NAT gateways, load balancers and transit gateways."),
        Vpc(3, FlowLogFieldNames.PacketDestinationAddress, FlowLogFieldType.Address, "The destination address in the packet itself, behind NAT gateways, load balancers and transit gateways."),

        // Version 4.
        Both(4, FlowLogFieldNames.Region, FlowLogFieldType.Text, "The Region of the network interface or transit gateway."),
        Vpc(4, "az-id", FlowLogFieldType.Text, "The id of the Availability Zone of the network interface."),
        Vpc(4, "sublocation-type", FlowLogFieldType.Text, "wavelength, outpost or localzone, when the traffic is from one."),
        Vpc(4, "sublocation-id", FlowLogFieldType.Text, "The id of the sublocation."),

        // Version 5.
        Both(5, "pkt-src-aws-service", FlowLogFieldType.Text, "The AWS service whose published range holds the packet's source address, such as S3."),
        Both(5, "pkt-dst-aws-service", FlowLogFieldType.Text, "The AWS service whose published range holds the packet's destination address, such as S3."),
        Both(5, FlowLogFieldNames.FlowDirection, FlowLogFieldType.Text, "ingress or egress, as the interface sees it."),
        Vpc(5, "traffic-path", FlowLogFieldType.Byte, "The path of egress traffic, as a number from 1 (same VPC) to 8 (internet gateway)."),

        // Version 6: transit gateways only.
        TransitGateway("resource-type", FlowLogFieldType.Text, "TransitGateway."),
        TransitGateway("tgw-id", FlowLogFieldType.Text, "The transit gateway."),
        TransitGateway("tgw-attachment-id", FlowLogFieldType.Text, "The attachment on which the traffic was recorded."),
        TransitGateway("tgw-src-vpc-account-id", FlowLogFieldType.Text, "The account of the source VPC."),
        TransitGateway("tgw-dst-vpc-account-id", FlowLogFieldType.Text, "The account of the destination VPC."),
        TransitGateway("tgw-src-vpc-id", FlowLogFieldType.Text, "The source VPC."),
        TransitGateway("tgw-dst-vpc-id", FlowLogFieldType.Text, "The destination VPC."),
        TransitGateway("tgw-src-subnet-id", FlowLogFieldType.Text, "The source subnet."),
        TransitGateway("tgw-dst-subnet-id", FlowLogFieldType.Text, "The destination subnet."),
        TransitGateway("tgw-src-eni", FlowLogFieldType.Text, "The network interface of the source attachment."),
        TransitGateway("tgw-dst-eni", FlowLogFieldType.Text, "The network interface of the destination attachment."),
        TransitGateway("tgw-src-az-id", FlowLogFieldType.Text, "The id of the source Availability Zone."),
        TransitGateway("tgw-dst-az-id", FlowLogFieldType.Text, "The id of the destination Availability Zone."),
        TransitGateway("tgw-pair-attachment-id", FlowLogFieldType.Text, "The attachment at the other end of the flow."),
        TransitGateway("packets-lost-no-route", FlowLogFieldType.Integer, "Packets dropped because no route was found."),
        TransitGateway("packets-lost-blackhole", FlowLogFieldType.Integer, "Packets dropped by a blackhole route."),
        TransitGateway("packets-lost-mtu-exceeded", FlowLogFieldType.Integer, "Packets dropped because they were larger than the MTU."),
        TransitGateway("packets-lost-ttl-expired", FlowLogFieldType.Integer, "Packets dropped because their time to live ran out."),

        // Version 7: Amazon ECS.
        Vpc(7, "ecs-cluster-arn", FlowLogFieldType.Text, "The ARN of the ECS cluster of a running task."),
        Vpc(7, "ecs-cluster-name", FlowLogFieldType.Text, "The name of the ECS cluster."),
        Vpc(7, "ecs-container-instance-arn", FlowLogFieldType.Text, "The ARN of the ECS container instance, for tasks on EC2."),
        Vpc(7, "ecs-container-instance-id", FlowLogFieldType.Text, "The id of the ECS container instance, for tasks on EC2."),
        Vpc(7, "ecs-container-id", FlowLogFieldType.Text, "The runtime id of the task's first container."),
        Vpc(7, "ecs-second-container-id", FlowLogFieldType.Text, "The runtime id of the task's second container."),
        Vpc(7, "ecs-service-name", FlowLogFieldType.Text, "The name of the ECS service that started the task."),
        Vpc(7, "ecs-task-definition-arn", FlowLogFieldType.Text, "The ARN of the task definition."),
        Vpc(7, "ecs-task-arn", FlowLogFieldType.Text, "The ARN of the task."),
        Vpc(7, "ecs-task-id", FlowLogFieldType.Text, "The id of the task."),

        // Versions 8 to 10.
        Vpc(8, "reject-reason", FlowLogFieldType.Text, "Why traffic was refused, such as BPA (VPC Block Public Access)."),
        Vpc(9, "resource-id", FlowLogFieldType.Text, "The resource behind the interface, such as a regional NAT gateway."),
        Vpc(10, "encryption-status", FlowLogFieldType.Byte, "0 not encrypted, 1 encrypted by Nitro, 2 by the application, 3 by both."),

        // Version 11: tags and the next hop.
        Vpc(11, "instance-tag", FlowLogFieldType.Text, "The value of the chosen tag of the instance, percent-encoded."),
        Vpc(11, "instance-tag-2", FlowLogFieldType.Text, "The value of the second chosen tag of the instance, percent-encoded."),
        Vpc(11, "interface-tag", FlowLogFieldType.Text, "The value of the chosen tag of the network interface, percent-encoded."),
        Vpc(11, "interface-tag-2", FlowLogFieldType.Text, "The value of the second chosen tag of the network interface, percent-encoded."),
        Vpc(11, "asg-tag", FlowLogFieldType.Text, "The value of the chosen tag of the Auto Scaling group, percent-encoded."),
        Vpc(11, "asg-tag-2", FlowLogFieldType.Text, "The value of the second chosen tag of the Auto Scaling group, percent-encoded."),
        Vpc(11, "interface-type", FlowLogFieldType.Text, "The kind of the network interface, such as nat_gateway or vpc_endpoint."),
        Vpc(11, "next-hop-interface-id", FlowLogFieldType.Text, "The network interface at the other end of the hop."),
        Vpc(11, "next-hop-subnet-id", FlowLogFieldType.Text, "The subnet of the next hop."),
        Vpc(11, "next-hop-az-id", FlowLogFieldType.Text, "The id of the Availability Zone of the next hop."),
        Vpc(11, "next-hop-vpc-id", FlowLogFieldType.Text, "The VPC of the next hop."),
        Vpc(11, "next-hop-interface-type", FlowLogFieldType.Text, "The kind of the network interface of the next hop."),
    ];

    private static readonly FrozenDictionary<string, FlowLogField> ByName = All
        .SelectMany(field => Spellings(field).Select(name => KeyValuePair.Create(name, field)))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, FlowLogField>.AlternateLookup<ReadOnlySpan<char>> BySpan =
        ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// The field of that name, or null. Takes the <c>LogFormat</c> name, the Parquet name, and the camel-case name that
    /// CloudWatch Logs Insights gives it (<c>account-id</c>, <c>account_id</c>, <c>accountId</c>), in any case.
    /// </summary>
    public static FlowLogField? Find(string name) => name is null ? null : ByName.GetValueOrDefault(name);

    /// <summary>The field of that name, or one of type text when the catalog does not list it.</summary>
    public static FlowLogField FindOrUnknown(string name) => Find(name) ?? FlowLogField.Unknown(name);

    internal static FlowLogField? Find(ReadOnlySpan<char> name) => BySpan.TryGetValue(name, out var field) ? field : null;

    private static IEnumerable<string> Spellings(FlowLogField field) =>
        new[] { field.Name, field.ParquetName, field.Name.Replace("-", "", StringComparison.Ordinal) }.Distinct();

    private static FlowLogField Both(int version, string name, FlowLogFieldType type, string description) =>
        new(name, type, version, FlowLogResource.Both, description);

    private static FlowLogField Vpc(int version, string name, FlowLogFieldType type, string description) =>
        new(name, type, version, FlowLogResource.Vpc, description);

    private static FlowLogField TransitGateway(string name, FlowLogFieldType type, string description) =>
        new(name, type, 6, FlowLogResource.TransitGateway, description);
}
