namespace FlowWatch.Core.Detections.HighTrafficVolume;

/// <summary>Settings of HIGH_TRAFFIC_VOLUME.</summary>
public sealed record HighTrafficVolumeOptions
{
    /// <summary>Bytes that one address may send within the window. Default: 1,000,000,000.</summary>
    [Setting("bytes", "more than", "The runbook's \"High traffic volume (> 1GB)\", read as 10^9 bytes.")]
    public long Bytes { get; init; } = 1_000_000_000;

    /// <summary>Length of the window. Default: 15.</summary>
    [Setting("minutes", "within", "The runbook runs the anomaly check every 15 minutes. A multiple of 5; every position to 150 seconds is tried.", Minimum = 5, Maximum = 1440, Step = 5)]
    public long WindowMinutes { get; init; } = 15;
}
