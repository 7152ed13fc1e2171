namespace FlowWatch.Core.Detections;

/// <summary>Traffic that a detection must, or must not, find something in; run by <c>flowwatch rules verify</c>.</summary>
public sealed record DetectionExample
{
    /// <summary>What the traffic is.</summary>
    public required string Name { get; init; }

    /// <summary>The source it must find, or null when it must find nothing.</summary>
    public string? Finds { get; init; }

    /// <summary>The severity it must find it with, if that is part of the example.</summary>
    public Findings.Severity? Severity { get; init; }

    /// <summary>The <c>LogFormat</c> of the lines. Default: the default format.</summary>
    public string? LogFormat { get; init; }

    /// <summary>The traffic.</summary>
    public required IReadOnlyList<DetectionExampleLines> Traffic { get; init; }
}
