using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;

namespace FlowWatch.Core.Dashboard;

/// <summary>What compliance reports tell.</summary>
public sealed record ComplianceBoard
{
    /// <summary>The last reports in few words, the newest first; empty where there are none.</summary>
    public required IReadOnlyList<ReportSummary> Trend { get; init; }

    /// <summary>What the newest report says is not as it must be, or could not be looked at, whole targets too; the worst first, the first few.</summary>
    public required IReadOnlyList<ComplianceRow> Problems { get; init; }

    /// <summary>How many of those there are.</summary>
    public required int ProblemCount { get; init; }

    /// <summary>The archive day by day, the oldest first, as the newest report knows it; empty where it knows none.</summary>
    public required IReadOnlyList<ArchiveDay> Archive { get; init; }

    /// <summary>Hours that must be in the archive, and those that are.</summary>
    public required (long Expected, long Present) ArchiveHours { get; init; }

    /// <summary>How long records took to arrive, by target.</summary>
    public IReadOnlyList<(string Target, DeliveryLatency Latency)> Latencies { get; init; } = [];

    /// <summary>Why that is not known of the other targets, a sentence each.</summary>
    public IReadOnlyList<string> LatencyUnknown { get; init; } = [];

    /// <summary>Why the reports cannot be read; null where they can.</summary>
    public required string? Unreadable { get; init; }
}
