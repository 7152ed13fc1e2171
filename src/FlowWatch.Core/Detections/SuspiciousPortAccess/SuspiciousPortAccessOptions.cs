namespace FlowWatch.Core.Detections.SuspiciousPortAccess;

/// <summary>Settings of SUSPICIOUS_PORT_ACCESS.</summary>
public sealed record SuspiciousPortAccessOptions
{
    /// <summary>The service ports that are watched. Default: 22 (SSH), 3389 (RDP), 445 (SMB).</summary>
    [Setting("ports", "one of", "The runbook's \"Suspicious port access (SSH, RDP, SMB)\".")]
    public IReadOnlyList<long> Ports { get; init; } = [22, 3389, 445];

    /// <summary>Ports that internal hosts should not reach on the internet. Default: 3389 (RDP), 445 (SMB).</summary>
    [Setting("ports", "one of", "SSH to the internet is everyday work (git, administration); file sharing and remote desktops are not.")]
    public IReadOnlyList<long> OutboundPorts { get; init; } = [3389, 445];

    /// <summary>Failed attempts of one public source on one watched port that make a finding. Default: 10.</summary>
    [Setting("connections", "at least", "Every public address is tried all day; fewer attempts than this are counted as internet noise and make no finding.")]
    public long FailedAttempts { get; init; } = 10;

    /// <summary>Seconds from which an answered connection is taken for a session in use. Default: 60.</summary>
    [Setting("seconds", "at least", "A login that fails ends within a minute; a session lasts.")]
    public long SessionSeconds { get; init; } = 60;

    /// <summary>Bytes from which an answered connection is taken for a session in use. Default: 20,000.</summary>
    [Setting("bytes", "at least", "A login that fails exchanges a few kilobytes.")]
    public long SessionBytes { get; init; } = 20_000;
}
