using FlowWatch.Core.Accounts;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>What a listing of the archive came to: sums only, so that millions of objects fit into little memory.</summary>
public sealed record ArchiveInventory
{
    /// <summary>When it was listed, UTC.</summary>
    public required DateTimeOffset ListedAt { get; init; }

    /// <summary>Whether all keys of the target's prefix were listed in this pass; else what had not changed was taken from earlier passes.</summary>
    public required bool IsFull { get; init; }

    /// <summary>Objects by storage class and age.</summary>
    public required IReadOnlyList<ArchiveClassShare> Classes { get; init; }

    /// <summary>Completeness per flow log (or stream), the oldest gap first.</summary>
    public required IReadOnlyList<ArchiveCoverage> Coverage { get; init; }

    /// <summary>What could not be looked at and would have explained gaps: <see cref="ArchiveGapStatus.NotVerified"/> because of it.</summary>
    public IReadOnlyList<FactFailure> NotSeen { get; init; } = [];

    /// <summary>Keys that no layout of AWS explains; the first few are named.</summary>
    public required long UnknownKeys { get; init; }

    /// <summary>The first few of those keys.</summary>
    public IReadOnlyList<string> UnknownKeySamples { get; init; } = [];
}
