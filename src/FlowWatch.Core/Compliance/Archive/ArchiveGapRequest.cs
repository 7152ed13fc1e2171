using System.Text.Json.Serialization;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>That a person answers for hours that are missing in an archive, as it is asked for.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ArchiveGapRequest
{
    /// <summary>Name of the target. Must be given.</summary>
    public string? Target { get; init; }

    /// <summary>The flow log or stream whose hours are meant; without it those of all of the target.</summary>
    public string? Source { get; init; }

    /// <summary>From when, a date or time in ISO 8601; UTC without an offset. The hour that it lies in is meant. Must be given.</summary>
    public string? From { get; init; }

    /// <summary>Until when, not in the future. Must be given.</summary>
    public string? To { get; init; }

    /// <summary>Who answers for it; at most 200 characters. Must be given.</summary>
    public string? Owner { get; init; }

    /// <summary>Why the hours are missing, and what was done; at most 1,000 characters. Must be given.</summary>
    public string? Reason { get; init; }
}
