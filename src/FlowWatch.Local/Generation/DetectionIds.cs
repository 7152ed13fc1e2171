namespace FlowWatch.Local.Generation;

/// <summary>The runbook's detection ids, as the ground truth names them.</summary>
internal static class DetectionIds
{
    public const string HighTrafficVolume = "HIGH_TRAFFIC_VOLUME";
    public const string HighConnectionCount = "HIGH_CONNECTION_COUNT";
    public const string PortScan = "PORT_SCAN";
    public const string SuspiciousPortAccess = "SUSPICIOUS_PORT_ACCESS";
    public const string BruteForce = "BRUTE_FORCE";
}
