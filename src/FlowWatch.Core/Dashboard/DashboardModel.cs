using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;

namespace FlowWatch.Core.Dashboard;

/// <summary>Everything the dashboard shows, gathered at one time from what FlowWatch remembers. AWS is not asked.</summary>
public sealed record DashboardModel
{
    /// <summary>When it was gathered.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The stretch of time it is about.</summary>
    public required TimeWindow Range { get; init; }

    /// <summary>What was asked for.</summary>
    public required DashboardFilter Filter { get; init; }

    /// <summary>The version that gathered it.</summary>
    public required string FlowWatchVersion { get; init; }

    /// <summary>Names of all targets, whatever was asked for.</summary>
    public required IReadOnlyList<string> TargetNames { get; init; }

    /// <summary>The targets, the worst first.</summary>
    public required IReadOnlyList<TargetHealth> Targets { get; init; }

    /// <summary>What could not be looked at.</summary>
    public required IReadOnlyList<NotSeen> NotSeen { get; init; }

    /// <summary>The incidents.</summary>
    public required IncidentBoard Incidents { get; init; }

    /// <summary>What was recorded, and what was refused, over time.</summary>
    public required TrafficOverTime Traffic { get; init; }

    /// <summary>What flow logs in folders tell; null where there are none in folders.</summary>
    public required FolderTraffic? Folders { get; init; }

    /// <summary>What compliance reports tell.</summary>
    public required ComplianceBoard Compliance { get; init; }

    /// <summary>The figures of the runbook that can be told.</summary>
    public required IReadOnlyList<ServiceFigure> Figures { get; init; }

    /// <summary>The last runs that had work, the newest first.</summary>
    public required IReadOnlyList<RunRecord> Runs { get; init; }

    /// <summary>The last sign of life; null before the first.</summary>
    public required HeartbeatRecord? Heartbeat { get; init; }
}
