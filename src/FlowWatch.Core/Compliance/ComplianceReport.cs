using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Compliance;

/// <summary>What the controls came to for some targets at one time. It is stored as it is, never changed, and chained to the report before it.</summary>
public sealed record ComplianceReport
{
    /// <summary>Version of the shape of a report as JSON.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Version of this report's shape.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>Id, ordered by time: <c>20261123T060000Z-1a2b3c4d</c>.</summary>
    public required string Id { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>The stretch of time that runs, windows and records were looked at for.</summary>
    public required TimeWindow Period { get; init; }

    /// <summary>The version of FlowWatch that judged.</summary>
    public required string FlowWatchVersion { get; init; }

    /// <summary>What each target came to, ordered by name.</summary>
    public required IReadOnlyList<TargetCompliance> Targets { get; init; }

    /// <summary>What flow logs never contain, whatever the controls say: one sentence each.</summary>
    public IReadOnlyList<string> BlindSpots { get; init; } = Reports.BlindSpots.All;

    /// <summary>SHA-256 of the report before this one, in lower-case hex; null for the first. With <see cref="Hash"/> a later change of any report shows.</summary>
    public string? PreviousHash { get; init; }

    /// <summary>SHA-256 of this report as JSON without this value, in lower-case hex.</summary>
    public string? Hash { get; init; }
}
