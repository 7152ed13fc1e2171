namespace FlowWatch.Core.Detections.PortScan;

/// <summary>Settings of PORT_SCAN.</summary>
public sealed record PortScanOptions
{
    /// <summary>Distinct service ports that one source may touch within the window, on one target or over all. Default: 50.</summary>
    [Setting("ports", "more than", "The runbook's \"Port scanning (> 50 different ports)\". Fires whatever came of the attempts.")]
    public long DistinctPorts { get; init; } = 50;

    /// <summary>Length of that window. Default: 10.</summary>
    [Setting("minutes", "within", "The runbook runs the security check every 10 minutes. Every position to the minute is tried.", Maximum = 1440)]
    public long WindowMinutes { get; init; } = 10;

    /// <summary>Distinct ports of one target, most of which came to nothing, that make a finding within an hour. Default: 10.</summary>
    [Setting("ports", "at least", "Published rules use 10 ports per pair and hour; FlowWatch asks that most of them were refused, unanswered or reset.", Minimum = 2)]
    public long FailedPorts { get; init; } = 10;

    /// <summary>How much of what a source touched must have come to nothing for the weaker vertical rule. Default: 50.</summary>
    [Setting("percent", "at least", "Clients get through most of the time (Jung et al. 2004 put it at 80 %); scanners mostly do not.", Maximum = 100)]
    public long FailedPercent { get; init; } = 50;

    /// <summary>Distinct system ports (below 1024) of one target that make a finding within an hour, whatever came of them. Default: 15.</summary>
    [Setting("ports", "at least", "No ordinary client uses more than a handful of system ports of one host.", Minimum = 2)]
    public long SystemPorts { get; init; } = 15;

    /// <summary>Hosts on one port that make a sweep within an hour. Default: 20.</summary>
    [Setting("hosts", "at least", "Published rules use 20 to 25 hosts on a port in 5 to 60 minutes.", Minimum = 2)]
    public long SweepHosts { get; init; } = 20;

    /// <summary>How many of those hosts must never have answered. Default: 8.</summary>
    [Setting("hosts", "at least", "Keeps a handful of dead peers of a busy client from looking like a sweep.")]
    public long SweepFailedHosts { get; init; } = 8;

    /// <summary>Which part of those hosts must never have answered. Default: 33.</summary>
    [Setting("percent", "at least", "A client that knows its peers misses few of them; on popular ports nothing else tells a sweep from browsing.", Maximum = 100)]
    public long SweepFailedPercent { get; init; } = 33;

    /// <summary>Failed touches of distinct services, over up to 24 hours, that make a slow scan. Default: 25.</summary>
    [Setting("services", "at least", "Half of the runbook's 50, for a scanner that stays below every short window.", Minimum = 2)]
    public long SlowFailedServices { get; init; } = 25;

    /// <summary>How much of what a slow scanner touched must have come to nothing. Default: 80.</summary>
    [Setting("percent", "at least", "Over a day a client has many successes; a scanner has next to none.", Maximum = 100)]
    public long SlowFailedPercent { get; init; } = 80;

    /// <summary>How long a slow scan is remembered. Default: 24.</summary>
    [Setting("hours", "within", "One day: each source that scans nightly is seen.", Maximum = 168)]
    public long SlowHours { get; init; } = 24;
}
