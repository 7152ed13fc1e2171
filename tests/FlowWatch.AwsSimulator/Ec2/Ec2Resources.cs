using System.Globalization;
using System.Xml.Linq;

namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>How each kind of resource is filtered and written.</summary>
internal static class Ec2Resources
{
    /// <summary>A flow log.</summary>
    public static Ec2Resource Of(SimulatedFlowLog flowLog) => new(
        flowLog.FlowLogId,
        Filters(
            ("flow-log-id", flowLog.FlowLogId), ("resource-id", flowLog.ResourceId), ("traffic-type", flowLog.TrafficType),
            ("log-group-name", flowLog.LogGroupName), ("log-destination-type", flowLog.LogDestinationType), ("deliver-log-status", flowLog.DeliverLogsStatus)),
        flowLog.Tags,
        () => new XElement("item",
            new XElement("creationTime", Time(flowLog.CreationTime)),
            Optional("deliverLogsErrorMessage", flowLog.DeliverLogsErrorMessage),
            Optional("deliverLogsPermissionArn", flowLog.DeliverLogsPermissionArn),
            Optional("deliverLogsStatus", flowLog.DeliverLogsStatus),
            new XElement("flowLogId", flowLog.FlowLogId),
            new XElement("flowLogStatus", flowLog.FlowLogStatus),
            Optional("logGroupName", flowLog.LogGroupName),
            new XElement("resourceId", flowLog.ResourceId),
            Optional("trafficType", flowLog.TrafficType),
            new XElement("logDestinationType", flowLog.LogDestinationType),
            Optional("logDestination", flowLog.LogDestination),
            new XElement("logFormat", flowLog.LogFormat),
            new XElement("maxAggregationInterval", Number(flowLog.MaxAggregationInterval)),
            flowLog.FileFormat is null ? null : new XElement("destinationOptions",
                new XElement("fileFormat", flowLog.FileFormat),
                new XElement("hiveCompatiblePartitions", flowLog.HiveCompatiblePartitions),
                new XElement("perHourPartition", flowLog.PerHourPartition)),
            Tags(flowLog.Tags)));

    /// <summary>A VPC.</summary>
    public static Ec2Resource Of(SimulatedVpc vpc, string account) => new(
        vpc.VpcId,
        Filters(
            ("vpc-id", vpc.VpcId), ("cidr", vpc.CidrBlocks[0]), ("state", "available"), ("owner-id", vpc.OwnerId ?? account),
            ("is-default", Flag(vpc.IsDefault)), ("isDefault", Flag(vpc.IsDefault))),
        vpc.Tags,
        () => new XElement("item",
            new XElement("vpcId", vpc.VpcId),
            new XElement("state", "available"),
            new XElement("cidrBlock", vpc.CidrBlocks[0]),
            new XElement("cidrBlockAssociationSet", vpc.CidrBlocks.Select((block, index) => new XElement("item",
                new XElement("cidrBlock", block),
                new XElement("associationId", $"vpc-cidr-assoc-{index}"),
                new XElement("cidrBlockState", new XElement("state", "associated"))))),
            new XElement("ipv6CidrBlockAssociationSet", vpc.Ipv6CidrBlocks.Select((block, index) => new XElement("item",
                new XElement("ipv6CidrBlock", block),
                new XElement("associationId", $"vpc-ipv6-assoc-{index}"),
                new XElement("ipv6CidrBlockState", new XElement("state", "associated"))))),
            new XElement("dhcpOptionsId", "dopt-0"),
            new XElement("instanceTenancy", "default"),
            new XElement("isDefault", vpc.IsDefault),
            new XElement("ownerId", vpc.OwnerId ?? account),
            Tags(vpc.Tags)));

    /// <summary>A subnet.</summary>
    public static Ec2Resource Of(SimulatedSubnet subnet, string account, string region) => new(
        subnet.SubnetId,
        Filters(
            ("subnet-id", subnet.SubnetId), ("vpc-id", subnet.VpcId), ("cidr-block", subnet.CidrBlock), ("state", "available"),
            ("availability-zone", region + subnet.ZoneLetter), ("owner-id", subnet.OwnerId ?? account)),
        subnet.Tags,
        () => new XElement("item",
            new XElement("subnetId", subnet.SubnetId),
            new XElement("subnetArn", $"arn:aws:ec2:{region}:{subnet.OwnerId ?? account}:subnet/{subnet.SubnetId}"),
            new XElement("state", "available"),
            new XElement("vpcId", subnet.VpcId),
            new XElement("cidrBlock", subnet.CidrBlock),
            new XElement("availabilityZone", region + subnet.ZoneLetter),
            new XElement("mapPublicIpOnLaunch", false),
            new XElement("defaultForAz", false),
            new XElement("ownerId", subnet.OwnerId ?? account),
            Tags(subnet.Tags)));

    /// <summary>A network interface.</summary>
    public static Ec2Resource Of(SimulatedNetworkInterface eni, string account, string region)
    {
        string[] addresses = [eni.PrivateIpAddress, .. eni.SecondaryPrivateIpAddresses];
        var filters = Filters(
            ("network-interface-id", eni.NetworkInterfaceId), ("vpc-id", eni.VpcId), ("subnet-id", eni.SubnetId), ("status", eni.Status),
            ("interface-type", eni.InterfaceType), ("description", eni.Description), ("private-ip-address", eni.PrivateIpAddress),
            ("association.public-ip", eni.PublicIp), ("attachment.instance-id", eni.InstanceId), ("requester-managed", Flag(eni.RequesterManaged)),
            ("owner-id", eni.OwnerId ?? account), ("availability-zone", region + eni.ZoneLetter));
        filters["addresses.private-ip-address"] = addresses;
        filters["ipv6-addresses.ipv6-address"] = eni.Ipv6Addresses;
        return new Ec2Resource(eni.NetworkInterfaceId, filters, eni.Tags, () => new XElement("item",
            new XElement("networkInterfaceId", eni.NetworkInterfaceId),
            new XElement("subnetId", eni.SubnetId),
            new XElement("vpcId", eni.VpcId),
            new XElement("availabilityZone", region + eni.ZoneLetter),
            new XElement("description", eni.Description),
            new XElement("ownerId", eni.OwnerId ?? account),
            new XElement("requesterManaged", eni.RequesterManaged),
            new XElement("status", eni.Status),
            new XElement("macAddress", "02:00:00:00:00:01"),
            new XElement("privateIpAddress", eni.PrivateIpAddress),
            new XElement("sourceDestCheck", true),
            new XElement("groupSet"),
            eni.InstanceId is null ? null : new XElement("attachment",
                new XElement("attachmentId", "eni-attach-" + eni.NetworkInterfaceId),
                new XElement("instanceId", eni.InstanceId),
                new XElement("instanceOwnerId", eni.OwnerId ?? account),
                new XElement("deviceIndex", 0),
                new XElement("status", "attached")),
            eni.PublicIp is null ? null : Association(eni.PublicIp),
            Tags(eni.Tags),
            new XElement("privateIpAddressesSet", addresses.Select((address, index) => new XElement("item",
                new XElement("privateIpAddress", address),
                new XElement("primary", index == 0),
                eni.PublicIp is null || index > 0 ? null : Association(eni.PublicIp)))),
            new XElement("ipv6AddressesSet", eni.Ipv6Addresses.Select(address => new XElement("item", new XElement("ipv6Address", address)))),
            new XElement("interfaceType", eni.InterfaceType)));
    }

    private static XElement Association(string publicIp) => new("association", new XElement("publicIp", publicIp), new XElement("ipOwnerId", "amazon"));

    private static Dictionary<string, IReadOnlyList<string?>> Filters(params (string Name, string? Value)[] filters) =>
        filters.ToDictionary(filter => filter.Name, IReadOnlyList<string?> (filter) => [filter.Value], StringComparer.Ordinal);

    private static XElement? Optional(string name, string? value) => value is null ? null : new XElement(name, value);

    private static XElement Tags(IReadOnlyDictionary<string, string> tags) => new("tagSet",
        tags.Select(tag => new XElement("item", new XElement("key", tag.Key), new XElement("value", tag.Value))));

    private static string Flag(bool value) => value ? "true" : "false";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
