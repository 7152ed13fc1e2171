namespace FlowWatch.Core.Accounts;

/// <summary>How one flow log is set up, as DescribeFlowLogs tells it. It cannot be edited in AWS: to change a field it is deleted and made again.</summary>
public sealed record FlowLogConfiguration
{
    private const string ActiveStatus = "ACTIVE";

    /// <summary>Its id: <c>fl-0123456789abcdef0</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Its status as AWS writes it; AWS documents <c>ACTIVE</c> and no other.</summary>
    public required string Status { get; init; }

    /// <summary>Whether it records.</summary>
    public bool IsActive => Status == ActiveStatus;

    /// <summary>What is recorded: the id of a VPC, subnet, network interface or transit gateway.</summary>
    public required string ResourceId { get; init; }

    /// <summary>Which traffic is recorded.</summary>
    public required FlowLogTrafficType TrafficType { get; init; }

    /// <summary>What sort of place the records go to.</summary>
    public required FlowLogDestinationType DestinationType { get; init; }

    /// <summary>Name of the CloudWatch log group; null for other destinations.</summary>
    public string? LogGroup { get; init; }

    /// <summary>ARN of the destination: a bucket with its prefix, a delivery stream or a log group; null where AWS names none.</summary>
    public string? DestinationArn { get; init; }

    /// <summary>The bucket and prefix; null for other destinations.</summary>
    public FlowLogBucket? Bucket => DestinationType == FlowLogDestinationType.S3 ? FlowLogBucket.FromArn(DestinationArn) : null;

    /// <summary>Whether delivery succeeds.</summary>
    public required FlowLogDeliveryStatus DeliveryStatus { get; init; }

    /// <summary>Why delivery fails, as AWS says it (<c>Access error</c>, <c>Rate limited</c>, <c>Unknown error</c>); null where it does not say.</summary>
    public string? DeliveryError { get; init; }

    /// <summary>ARN of the role that delivers to CloudWatch Logs; null where none is needed.</summary>
    public string? DeliveryRoleArn { get; init; }

    /// <summary>ARN of the role that delivers to another account; null where none is used.</summary>
    public string? CrossAccountRoleArn { get; init; }

    /// <summary>The order of the fields: <c>${version} ${account-id} …</c>; null where AWS tells none.</summary>
    public string? LogFormat { get; init; }

    /// <summary>The longest a record spans: 60 or 600 seconds; null where AWS tells none.</summary>
    public TimeSpan? MaximumAggregationInterval { get; init; }

    /// <summary>When it was made; null where AWS does not tell.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>How files are laid out in S3; null for other destinations and where AWS tells nothing.</summary>
    public FlowLogFileOptions? FileOptions { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The value of the tag <c>Name</c>; null where there is none.</summary>
    public string? Name => Tags.GetValueOrDefault("Name");
}
