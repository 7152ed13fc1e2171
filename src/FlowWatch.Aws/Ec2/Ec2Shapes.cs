using Amazon.EC2.Model;
using FlowWatch.Core.Accounts;
using NetworkInterface = FlowWatch.Core.Accounts.NetworkInterface;
using Subnet = FlowWatch.Core.Accounts.Subnet;
using Vpc = FlowWatch.Core.Accounts.Vpc;

namespace FlowWatch.Aws.Ec2;

/// <summary>From the SDK's shapes to FlowWatch's. In SDK v4 every property may be null, collections too.</summary>
internal static class Ec2Shapes
{
    public static FlowLogConfiguration FlowLog(FlowLog flowLog)
    {
        var type = DestinationType(flowLog.LogDestinationType?.Value);
        return new FlowLogConfiguration
        {
            Id = Required(flowLog.FlowLogId, "flow log"),
            Status = flowLog.FlowLogStatus ?? "",
            ResourceId = flowLog.ResourceId ?? "",
            TrafficType = flowLog.TrafficType?.Value switch
            {
                "ALL" => FlowLogTrafficType.All,
                "ACCEPT" => FlowLogTrafficType.Accept,
                "REJECT" => FlowLogTrafficType.Reject,
                _ => FlowLogTrafficType.Unknown,
            },
            DestinationType = type,
            LogGroup = type == FlowLogDestinationType.CloudWatchLogs ? LogGroup(flowLog) : null,
            DestinationArn = Text(flowLog.LogDestination),
            DeliveryStatus = flowLog.DeliverLogsStatus switch
            {
                "SUCCESS" => FlowLogDeliveryStatus.Success,
                "FAILED" => FlowLogDeliveryStatus.Failed,
                _ => FlowLogDeliveryStatus.Unknown,
            },
            DeliveryError = Text(flowLog.DeliverLogsErrorMessage),
            DeliveryRoleArn = Text(flowLog.DeliverLogsPermissionArn),
            CrossAccountRoleArn = Text(flowLog.DeliverCrossAccountRole),
            LogFormat = Text(flowLog.LogFormat),
            MaximumAggregationInterval = flowLog.MaxAggregationInterval is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            CreatedAt = AwsTime.Utc(flowLog.CreationTime),
            FileOptions = flowLog.DestinationOptions is { } options ? FileOptions(options) : null,
            Tags = Tags(flowLog.Tags),
        };
    }

    public static Vpc Vpc(Amazon.EC2.Model.Vpc vpc) => new(
        Required(vpc.VpcId, "VPC"),
        vpc.OwnerId ?? "",
        [
            .. Ranges(
                vpc.CidrBlock,
                (vpc.CidrBlockAssociationSet ?? []).Select(one => Range(one.CidrBlock, one.CidrBlockState?.State?.Value)),
                (vpc.Ipv6CidrBlockAssociationSet ?? []).Select(one => Range(one.Ipv6CidrBlock, one.Ipv6CidrBlockState?.State?.Value))),
        ],
        vpc.IsDefault ?? false,
        Tags(vpc.Tags));

    public static Subnet Subnet(Amazon.EC2.Model.Subnet subnet) => new(
        Required(subnet.SubnetId, "subnet"),
        subnet.VpcId ?? "",
        subnet.OwnerId ?? "",
        [
            .. Ranges(
                subnet.CidrBlock,
                [],
                (subnet.Ipv6CidrBlockAssociationSet ?? []).Select(one => Range(one.Ipv6CidrBlock, one.Ipv6CidrBlockState?.State?.Value))),
        ]);

    public static NetworkInterface NetworkInterface(Amazon.EC2.Model.NetworkInterface one) => new()
    {
        Id = Required(one.NetworkInterfaceId, "network interface"),
        Status = one.Status?.Value ?? "",
        VpcId = one.VpcId ?? "",
        SubnetId = one.SubnetId ?? "",
        InterfaceType = one.InterfaceType?.Value ?? "",
        OwnerId = one.OwnerId ?? "",
        InstanceId = Text(one.Attachment?.InstanceId),
        PrivateAddresses =
        [
            .. new[] { one.PrivateIpAddress }
                .Concat((one.PrivateIpAddresses ?? []).Select(address => address.PrivateIpAddress))
                .Concat((one.Ipv6Addresses ?? []).Select(address => address.Ipv6Address))
                .Where(address => !string.IsNullOrEmpty(address))
                .Distinct(StringComparer.Ordinal),
        ],
        IsRequesterManaged = one.RequesterManaged ?? false,
        Description = Text(one.Description),
    };

    private static FlowLogDestinationType DestinationType(string? type) => type switch
    {
        "cloud-watch-logs" => FlowLogDestinationType.CloudWatchLogs,
        "s3" => FlowLogDestinationType.S3,
        "kinesis-data-firehose" => FlowLogDestinationType.Firehose,
        _ => FlowLogDestinationType.Unknown,
    };

    // A flow log made with an ARN has the name in the ARN only: arn:aws:logs:region:account:log-group:name[:*].
    private static string? LogGroup(FlowLog flowLog) => Text(flowLog.LogGroupName)
        ?? (flowLog.LogDestination?.Split(':') is ["arn", _, "logs", _, _, "log-group", var name, ..] ? Text(name) : null);

    private static FlowLogFileOptions FileOptions(DestinationOptionsResponse options) => new(
        options.FileFormat?.Value switch
        {
            "plain-text" => ArchiveFileFormat.GzipText,
            "parquet" => ArchiveFileFormat.Parquet,
            _ => ArchiveFileFormat.Unknown,
        },
        options.HiveCompatiblePartitions ?? false,
        options.PerHourPartition ?? false);

    // The range a VPC was made with is in the set too; the set has the state of each.
    private static IEnumerable<string> Ranges(string? first, IEnumerable<string?> ipv4, IEnumerable<string?> ipv6) =>
        ipv4.Prepend(Text(first)).Concat(ipv6).OfType<string>().Distinct(StringComparer.Ordinal);

    private static string? Range(string? range, string? state) => state is null or "associated" or "associating" ? Text(range) : null;

    private static Dictionary<string, string> Tags(List<Tag>? tags)
    {
        var byKey = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in tags ?? []) byKey[tag.Key ?? ""] = tag.Value ?? "";
        return byKey;
    }

    private static string Required(string? id, string what) =>
        Text(id) ?? throw new InvalidDataException($"the answer has a {what} without an id");

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
