namespace FlowWatch.Core.Suppressions;

/// <summary>A suppression as it lies in the state: networks as text.</summary>
internal sealed record SuppressionRow
{
    public required string Name { get; init; }

    public required string Owner { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset Expires { get; init; }

    public string? MonitoredTarget { get; init; }

    public string? Source { get; init; }

    public string? Target { get; init; }

    public int? Port { get; init; }

    public string? Detection { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }
}
