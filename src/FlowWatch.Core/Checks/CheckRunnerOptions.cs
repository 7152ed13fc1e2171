using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Checks;

/// <summary>How checks run over targets.</summary>
public sealed record CheckRunnerOptions
{
    /// <summary>The checks that judge windows, by name.</summary>
    public static IReadOnlyList<string> Checks { get; } = ["anomaly", "security"];

    /// <summary>How time is cut, and how many targets at once.</summary>
    public CheckSettings Settings { get; init; } = new();

    /// <summary>The version to print in reports.</summary>
    public required string FlowWatchVersion { get; init; }

    /// <summary>How time is cut for a check.</summary>
    /// <exception cref="ArgumentException">No such check.</exception>
    public WindowOptions WindowsOf(string check) => check switch
    {
        "anomaly" => Settings.Anomaly,
        "security" => Settings.Security,
        _ => throw new ArgumentException($"No check is called '{check}'; there are anomaly and security.", nameof(check)),
    };
}
