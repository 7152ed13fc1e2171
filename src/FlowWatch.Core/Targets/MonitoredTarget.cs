using FlowWatch.Core.Checks;

namespace FlowWatch.Core.Targets;

/// <summary>One thing that is watched: the flow logs of one account and region in one log group, and what belongs to them.</summary>
public sealed record MonitoredTarget
{
    /// <summary>Unique name, used on the command line and in URLs: <c>production-eu</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The environment, as in the runbook's log group names: <c>production</c>.</summary>
    public required string Environment { get; init; }

    /// <summary>The AWS account, 12 digits.</summary>
    public required string Account { get; init; }

    /// <summary>The AWS region: <c>eu-central-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>The CloudWatch log group. Default: the runbook's <c>/aws/vpc/flowlogs/{environment}</c>.</summary>
    public required string LogGroup { get; init; }

    /// <summary>A folder of flow-log files on this machine, read in place of the log group; null reads the log group.</summary>
    public string? Folder { get; init; }

    /// <summary>The VPCs that must be recorded; empty means every VPC of the account and region.</summary>
    public IReadOnlyList<string> VpcIds { get; init; } = [];

    /// <summary>
    /// The order of the fields (<c>${version} ${account-id} …</c>) where it cannot or shall not be looked up; null asks DescribeFlowLogs.
    /// </summary>
    public string? LogFormat { get; init; }

    /// <summary>The archive; null where there is none.</summary>
    public ArchiveLocation? Archive { get; init; }

    /// <summary>Where alerts go.</summary>
    public AlertTopics Topics { get; init; } = new();

    /// <summary>ARN of the member account's read-only role; null uses the credentials at hand as they are.</summary>
    public string? Role { get; init; }

    /// <summary>The external id that the role's trust policy asks for.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Thresholds and suppressions: the shared ones, changed by the target's own.</summary>
    public ScanSettings Settings { get; init; } = new();
}
