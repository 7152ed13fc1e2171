namespace FlowWatch.Local.Generation;

/// <summary>What can be planted into generated traffic.</summary>
public enum IncidentKind
{
    /// <summary>One host sends 1.6 to 3 GB within ten minutes to one internet address over a few connections.</summary>
    HighTrafficVolume,

    /// <summary>One host opens 1,600 to 3,000 served connections within ten minutes to one or a few targets on one or two ports.</summary>
    HighConnectionCount,

    /// <summary>An internet source touches 120 to 400 ports of one target within five minutes.</summary>
    VerticalPortScan,

    /// <summary>An internal host touches more than 80 ports, spread over 8 to 20 targets, within eight minutes.</summary>
    SpreadPortScan,

    /// <summary>One source tries one port on 40 to 120 addresses of the VPC within ten minutes.</summary>
    HostSweep,

    /// <summary>An internet source tries 40 to 60 ports of one target, one by one, over the whole duration.</summary>
    SlowPortScan,

    /// <summary>A public address holds an accepted SSH, RDP or SMB session with an instance for minutes.</summary>
    SuspiciousPortAccess,

    /// <summary>A public address makes 60 to 150 short SSH connections, all alike, within fifteen minutes.</summary>
    SshBruteForce,

    /// <summary>A public address makes 60 to 150 short RDP connections, all alike, within fifteen minutes.</summary>
    RdpBruteForce,
}
