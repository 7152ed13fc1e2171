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

    /// <summary>Limits and price.</summary>
    public InsightsSettings Settings { get; init; } = new();
}
