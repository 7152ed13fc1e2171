namespace FlowWatch.Core.Compliance;

/// <summary>How targets are verified.</summary>
public sealed record ComplianceRunnerOptions
{
    /// <summary>How far back runs, windows and records are looked at. Default: 30 days, as long as the runbook keeps logs in CloudWatch.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Targets verified at once. Default: 16; each asks AWS some thirty questions.</summary>
    public int TargetsAtOnce { get; init; } = 16;

    /// <summary>Whether every key of an archive is listed again, whatever is known from earlier passes. Default: no.</summary>
    public bool IsFullListing { get; init; }

    /// <summary>The version to print in reports.</summary>
    public required string FlowWatchVersion { get; init; }
}
