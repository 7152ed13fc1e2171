using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Suppressions;

/// <summary>A suppression with all that is known of it.</summary>
public sealed record ListedSuppression
{
    /// <summary>What it covers, and who answers for it; its id is never null.</summary>
    public required Suppression Suppression { get; init; }

    /// <summary>How often it held a finding back.</summary>
    public required SuppressionHits Hits { get; init; }

    /// <summary>Whether it has expired: it holds nothing back any more.</summary>
    public required bool IsExpired { get; init; }

    /// <summary>Why it may hold back more than anybody means it to; none where it is narrow.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>When and by whom it was added, and its version; null for one of the configuration, which is changed there only.</summary>
    public StoredSuppression? Stored { get; init; }
}
