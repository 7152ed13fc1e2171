namespace FlowWatch.Core.Detections.HighConnectionCount;

/// <summary>Settings of HIGH_CONNECTION_COUNT.</summary>
public sealed record HighConnectionCountOptions
{
    /// <summary>Connections that one source may open within the window. Default: 1,000.</summary>
    [Setting("connections", "more than", "The runbook's \"High connection count (> 1000 connections)\". A connection is a distinct 5-tuple, not a record.")]
    public long Connections { get; init; } = 1000;

    /// <summary>Length of the window. Default: 15.</summary>
    [Setting("minutes", "within", "The runbook runs the anomaly check every 15 minutes. Every position to the minute is tried.", Maximum = 1440)]
    public long WindowMinutes { get; init; } = 15;
}
