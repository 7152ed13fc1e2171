using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Targets;

/// <summary>How checks run over targets.</summary>
public sealed record CheckSettings
{
    /// <summary>How time is cut for the anomaly check. Default: 15 minutes, the runbook's schedule.</summary>
    public WindowOptions Anomaly { get; init; } = new();

    /// <summary>How time is cut for the security check. Default: 10 minutes, the runbook's schedule, reading 10 minutes before each.</summary>
    public WindowOptions Security { get; init; } = new() { Length = TimeSpan.FromMinutes(10), Overlap = TimeSpan.FromMinutes(10) };

    /// <summary>Targets judged at once. Default: 64; how many queries that makes is the engine's business.</summary>
    public int TargetsAtOnce { get; init; } = 64;
}
