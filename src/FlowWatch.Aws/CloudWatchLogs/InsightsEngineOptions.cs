using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>What the Logs Insights engine looks at.</summary>
public sealed record InsightsEngineOptions
{
    /// <summary>The target whose log group is asked.</summary>
    public required MonitoredTarget Target { get; init; }

    /// <summary>
    /// The records that count: those whose time in CloudWatch is in it. That is their own start, by which the other engines choose; it is
    /// not asked for again, so that no record falls between two windows.
    /// </summary>
    public required TimeWindow Window { get; init; }

    /// <summary>Whose turn its queries use where several wait for a place; null uses the target's own.</summary>
    public string? Turn { get; init; }

    /// <summary>Rows that one query returns at the most; more are asked for in parts of the window. Default: 10,000, the most that AWS returns.</summary>
    public int RowLimit { get; init; } = InsightsRequest.LargestLimit;

    /// <summary>Limits and price.</summary>
    public InsightsSettings Settings { get; init; } = new();
}
