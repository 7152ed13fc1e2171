using FlowWatch.Core.Checks;

namespace FlowWatch.Core.Targets;

/// <summary>All settings of a deployment. Read by <c>FlowWatchSettingsReader</c>, which lets nothing in that does not hold.</summary>
public sealed record FlowWatchSettings
{
    /// <summary>Name of this deployment; it names FlowWatch's sessions at AWS. Default: <c>local</c>.</summary>
    public string Deployment { get; init; } = "local";

    /// <summary>Name of every role session, in CloudTrail and in trust policies: <c>flowwatch-{deployment}</c>. At most 64 characters of <c>[\w+=,.@-]</c>.</summary>
    public string SessionName => $"flowwatch-{Deployment}";

    /// <summary>How AWS credentials are got.</summary>
    public CredentialSettings Credentials { get; init; } = new();

    /// <summary>How Logs Insights is asked.</summary>
    public InsightsSettings Insights { get; init; } = new();

    /// <summary>How checks run.</summary>
    public CheckSettings Checks { get; init; } = new();

    /// <summary>How diagnostic questions are answered.</summary>
    public DiagnosticSettings Diagnostics { get; init; } = new();

    /// <summary>How people are told of incidents.</summary>
    public AlertSettings Alerts { get; init; } = new();

    /// <summary>Where FlowWatch remembers.</summary>
    public StateSettings State { get; init; } = new();

    /// <summary>Where compliance reports are kept.</summary>
    public ReportSettings Reports { get; init; } = new();

    /// <summary>Thresholds, internal networks and suppressions that all targets share.</summary>
    public ScanSettings Shared { get; init; } = new();

    /// <summary>How compliance is judged.</summary>
    public ComplianceSettings Compliance { get; init; } = new();

    /// <summary>What is watched, in the order it was given; only what can be used.</summary>
    public IReadOnlyList<MonitoredTarget> Targets { get; init; } = [];
}
