using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>One Logs Insights query.</summary>
public sealed record InsightsRequest
{
    /// <summary>The most rows that AWS returns for one query (StartQuery's <c>limit</c>).</summary>
    public const int LargestLimit = 10_000;

    /// <summary>Whom it is for: account, region and role say where to ask, the log group what, the name whose turn it is.</summary>
    public required MonitoredTarget Target { get; init; }

    /// <summary>Whose turn it uses where several wait for a place; null uses the target's own.</summary>
    public string? Turn { get; init; }

    /// <summary>What people call it, for messages: <c>services</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The query in Logs Insights QL.</summary>
    public required string QueryText { get; init; }

    /// <summary>The first second, epoch.</summary>
    public required long FromInclusive { get; init; }

    /// <summary>The last second, epoch: StartQuery takes both ends in.</summary>
    public required long ToInclusive { get; init; }

    /// <summary>The most rows wanted. Default: as many as AWS gives.</summary>
    public int Limit { get; init; } = LargestLimit;
}
