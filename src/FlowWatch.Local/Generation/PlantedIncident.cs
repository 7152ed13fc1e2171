namespace FlowWatch.Local.Generation;

/// <summary>The truth about one planted incident. Its source is an address that no other traffic uses.</summary>
public sealed record PlantedIncident
{
    /// <summary>What was planted.</summary>
    public required IncidentKind Kind { get; init; }

    /// <summary>Ids of the detections that must find it on <see cref="Source"/>.</summary>
    public required IReadOnlyList<string> Expected { get; init; }

    /// <summary>Further findings that would be right as well.</summary>
    public IReadOnlyList<AcceptableFinding> Acceptable { get; init; } = [];

    /// <summary>The address that did it.</summary>
    public required string Source { get; init; }

    /// <summary>The addresses it was done to, in the order they were first touched.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>The service port, or null when there are several.</summary>
    public int? Port { get; init; }

    /// <summary>When its first packet was sent.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>When its last packet was sent.</summary>
    public required DateTimeOffset To { get; init; }
}
