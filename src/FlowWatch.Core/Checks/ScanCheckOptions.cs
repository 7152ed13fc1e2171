using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Checks;

/// <summary>What a scan runs and how.</summary>
public sealed record ScanCheckOptions
{
    /// <summary>The detections to run.</summary>
    public required IReadOnlyList<IDetection> Run { get; init; }

    /// <summary>Their settings.</summary>
    public DetectionOptions Detections { get; init; } = new();

    /// <summary>What is laid over them for some sources and times.</summary>
    public IReadOnlyList<ThresholdRule> Rules { get; init; } = [];

    /// <summary>The allow-list.</summary>
    public IReadOnlyList<Suppression> Suppressions { get; init; } = [];

    /// <summary>What is scanned, as the user named it.</summary>
    public required IReadOnlyList<string> Scope { get; init; }

    /// <summary>The time range that was asked for, or null.</summary>
    public TimeWindow? Range { get; init; }

    /// <summary>The version to print in the report.</summary>
    public required string FlowWatchVersion { get; init; }
}
