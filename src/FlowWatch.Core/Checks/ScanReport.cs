using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Checks;

/// <summary>Everything a scan learned: its findings, what it read, and what it could not look at.</summary>
public sealed record ScanReport
{
    /// <summary>Version of this shape, raised when a member changes its meaning or goes away.</summary>
    public const string CurrentSchemaVersion = "1.0";

    /// <summary>The FlowWatch version that ran.</summary>
    public required string FlowWatchVersion { get; init; }

    /// <summary>When the report was made, UTC.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>What was asked to be scanned, as given.</summary>
    public required IReadOnlyList<string> Scope { get; init; }

    /// <summary>The time range that was asked for; null where the input alone decided.</summary>
    public TimeWindow? RequestedWindow { get; init; }

    /// <summary>From the first record's start to the last record's end; null when nothing was read.</summary>
    public TimeWindow? DataWindow { get; init; }

    /// <summary>Whether everything in scope could be looked at.</summary>
    public required ScanStatus Status { get; init; }

    /// <summary>What came of each target; empty where files were scanned.</summary>
    public IReadOnlyList<TargetOutcome> Targets { get; init; } = [];

    /// <summary>The findings, the most severe first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Findings that a suppression holds back, with the suppression.</summary>
    public IReadOnlyList<SuppressedFinding> Suppressed { get; init; } = [];

    /// <summary>Things the reader must know: expired suppressions, fields that are missing.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What each detection could do with the formats of the input.</summary>
    public required IReadOnlyList<DetectionCoverage> Coverage { get; init; }

    /// <summary>What was read and what was not.</summary>
    public required ScanInput Input { get; init; }
}
