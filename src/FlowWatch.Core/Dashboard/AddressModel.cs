using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Dashboard;

/// <summary>What the findings tell of one address.</summary>
public sealed record AddressModel
{
    /// <summary>The address, as AWS writes it.</summary>
    public required string Address { get; init; }

    /// <summary>When it was gathered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The time that findings were looked at for.</summary>
    public required TimeWindow Range { get; init; }

    /// <summary>The version that gathered it.</summary>
    public required string FlowWatchVersion { get; init; }

    /// <summary>Findings it started, the newest first, each fingerprint once.</summary>
    public required IReadOnlyList<Finding> AsSource { get; init; }

    /// <summary>Findings whose evidence names it on the other side, the newest first, each fingerprint once.</summary>
    public required IReadOnlyList<Finding> AsTarget { get; init; }

    /// <summary>Ports of the findings it started, most connections first.</summary>
    public required IReadOnlyList<EvidencePort> Ports { get; init; }

    /// <summary>Its peers in those findings, most connections first.</summary>
    public required IReadOnlyList<EvidencePeer> Peers { get; init; }

    /// <summary>The targets that may be asked about it, with whether asking costs nothing.</summary>
    public required IReadOnlyList<(string Name, bool IsFree)> Targets { get; init; }

    /// <summary>Whether there are more findings than were looked at.</summary>
    public required bool IsCut { get; init; }
}
