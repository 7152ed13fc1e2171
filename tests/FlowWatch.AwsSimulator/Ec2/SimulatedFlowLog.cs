namespace FlowWatch.AwsSimulator.Ec2;

/// <summary>A flow log, with the names and values that DescribeFlowLogs uses.</summary>
public sealed record SimulatedFlowLog
{
    /// <summary>The default format, as DescribeFlowLogs spells it.</summary>
    public const string DefaultFormat =
        "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

    /// <summary>The id, <c>fl-…</c>.</summary>
    public required string FlowLogId { get; init; }

    /// <summary>The VPC, subnet, network interface or transit gateway that is recorded.</summary>
    public required string ResourceId { get; init; }

    /// <summary><c>ALL</c>, <c>ACCEPT</c> or <c>REJECT</c>; null for a transit gateway.</summary>
    public string? TrafficType { get; init; } = "ALL";

    /// <summary><c>ACTIVE</c>; anything else is not delivering.</summary>
    public string FlowLogStatus { get; init; } = "ACTIVE";

    /// <summary><c>SUCCESS</c> or <c>FAILED</c>; null before anything was delivered.</summary>
    public string? DeliverLogsStatus { get; init; } = "SUCCESS";

    /// <summary><c>Access error</c>, <c>Rate limited</c> or <c>Unknown error</c>; null when all is well.</summary>
    public string? DeliverLogsErrorMessage { get; init; }

    /// <summary><c>cloud-watch-logs</c>, <c>s3</c> or <c>kinesis-data-firehose</c>.</summary>
    public string LogDestinationType { get; init; } = "cloud-watch-logs";

    /// <summary>The ARN of the bucket (with its prefix), delivery stream or log group; null in old flow logs to CloudWatch.</summary>
    public string? LogDestination { get; init; }

    /// <summary>The log group's name; only of flow logs to CloudWatch.</summary>
    public string? LogGroupName { get; init; }

    /// <summary>The role that delivers to CloudWatch.</summary>
    public string? DeliverLogsPermissionArn { get; init; }

    /// <summary>The fields of a record, in their order.</summary>
    public string LogFormat { get; init; } = DefaultFormat;

    /// <summary>60 or 600 seconds.</summary>
    public int MaxAggregationInterval { get; init; } = 600;

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreationTime { get; init; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary><c>plain-text</c> or <c>parquet</c>; null for flow logs that do not go to S3.</summary>
    public string? FileFormat { get; init; }

    /// <summary>Whether the folders in S3 are named for Hive.</summary>
    public bool HiveCompatiblePartitions { get; init; }

    /// <summary>Whether there is a folder an hour in S3.</summary>
    public bool PerHourPartition { get; init; }

    /// <summary>The tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
