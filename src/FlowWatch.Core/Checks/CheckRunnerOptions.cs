using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Checks;

/// <summary>How checks run over targets.</summary>
public sealed record CheckRunnerOptions
{
    /// <summary>How time is cut for the anomaly check. Default: 15 minutes, the runbook's schedule.</summary>
    public WindowOptions Anomaly { get; init; } = new();

    /// <summary>How time is cut for the security check. Default: 10 minutes, the runbook's schedule, reading 10 minutes before each.</summary>
    public WindowOptions Security { get; init; } = new() { Length = TimeSpan.FromMinutes(10), Overlap = TimeSpan.FromMinutes(10) };

    /// <summary>Targets judged at once. Default: 64; how many queries that makes is the engine's business.</summary>
    public int TargetsAtOnce { get; init; } = 64;

    /// <summary>The version to print in reports.</summary>
    public required string FlowWatchVersion { get; init; }

    /// <summary>How time is cut for a check.</summary>
    /// <exception cref="ArgumentException">No such check.</exception>
    public WindowOptions WindowsOf(string check) => check switch
    {
        "anomaly" => Anomaly,
        "security" => Security,
        _ => throw new ArgumentException($"No check is called '{check}'; there are anomaly and security.", nameof(check)),
    };
}
