namespace FlowWatch.Core.Findings;

/// <summary>The numbers and samples a finding stands on.</summary>
public sealed record FindingEvidence
{
    /// <summary>How many ports, peers, targets and samples a finding lists at the most; the counts tell of the rest.</summary>
    public const int MaximumListed = 5;

    /// <summary>The counts, in the order they should be read.</summary>
    public required IReadOnlyList<EvidenceCount> Counts { get; init; }

    /// <summary>The service ports it touched, most connections first.</summary>
    public IReadOnlyList<EvidencePort> TopPorts { get; init; } = [];

    /// <summary>The other side, most connections or bytes first.</summary>
    public IReadOnlyList<EvidencePeer> TopPeers { get; init; } = [];

    /// <summary>A few of the connections themselves.</summary>
    public IReadOnlyList<ConnectionSample> Samples { get; init; } = [];

    /// <summary>Flow log fields that were missing and would have made the finding surer.</summary>
    public IReadOnlyList<string> MissingFields { get; init; } = [];

    /// <summary>What else a reader should know: how the source was inferred, what was counted once.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
