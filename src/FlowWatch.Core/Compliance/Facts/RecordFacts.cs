using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>What the records of a stretch of time tell of themselves.</summary>
public sealed record RecordFacts
{
    /// <summary>The stretch.</summary>
    public required TimeWindow Window { get; init; }

    /// <summary>The query that was asked, as text, to repeat it.</summary>
    public required string Query { get; init; }

    /// <summary>Records per network interface.</summary>
    public required IReadOnlyList<InterfaceRecords> Interfaces { get; init; }
}
