using System.Text.Json.Serialization;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Compliance;

/// <summary>What the controls came to for some targets at one time. It is stored as it is, never changed, and chained to the report before it.</summary>
public sealed record ComplianceReport
{
    /// <summary>Version of the shape of a report as JSON.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>Version of this report's shape.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>
    /// Id, ordered by time: when it was made and its number in the chain, <c>20261123T060000Z-00000042</c>. The chain gives it; a report that
    /// is not stored has an empty one.
    /// </summary>
    public string Id { get; init; } = "";

    /// <summary>Its place in the chain, from 1; 0 where it is not stored.</summary>
    public int Number { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>The stretch of time that runs, windows and records were looked at for.</summary>
    public required TimeWindow Period { get; init; }

    /// <summary>The version of FlowWatch that judged.</summary>
    public required string FlowWatchVersion { get; init; }

    /// <summary>What each target came to, ordered by name.</summary>
    public required IReadOnlyList<TargetCompliance> Targets { get; init; }

    /// <summary>The controls that judged, as they were then: a report explains itself when controls have changed or are gone.</summary>
    public IReadOnlyList<ControlMetadata> Controls { get; init; } = [];

    /// <summary>The requirements, as they were then.</summary>
    public IReadOnlyList<Requirement> Requirements { get; init; } = [];

    /// <summary>What flow logs never contain, whatever the controls say: one sentence each.</summary>
    public IReadOnlyList<string> BlindSpots { get; init; } = Core.Reports.BlindSpots.All;

    /// <summary>SHA-256 of the report before this one, in lower-case hex; null for the first. With <see cref="Hash"/> a later change of any report shows.</summary>
    public string? PreviousHash { get; init; }

    /// <summary>SHA-256 of this report as it is stored, without this value, in lower-case hex; null where it is not stored. It is the last value of the JSON.</summary>
    [JsonPropertyOrder(int.MaxValue)]
    public string? Hash { get; init; }
}
