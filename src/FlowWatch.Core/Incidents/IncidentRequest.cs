using System.Text.Json.Serialization;

namespace FlowWatch.Core.Incidents;

/// <summary>What a person says when they act on an incident.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record IncidentRequest
{
    /// <summary>Who they are, as they call themselves; at most 200 characters.</summary>
    public string? By { get; init; }

    /// <summary>Why; at most 500 characters.</summary>
    public string? Note { get; init; }

    /// <summary>What it turned out to be: true-positive, false-positive or expected. Must be given to resolve, and only then.</summary>
    public string? Disposition { get; init; }
}
