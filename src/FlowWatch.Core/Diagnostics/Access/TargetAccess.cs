using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>What is known about the way to one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Chain">The links of the credential chain, to the first that broke.</param>
/// <param name="Permissions">Every permission that it needs.</param>
public sealed record TargetAccess(MonitoredTarget Target, IReadOnlyList<AccessFinding> Chain, IReadOnlyList<AccessFinding> Permissions)
{
    /// <summary>Its webhooks, files and console: whether they take alerts.</summary>
    public IReadOnlyList<AccessFinding> Addresses { get; init; } = [];

    /// <summary>Whether there are credentials, of the right account.</summary>
    public bool HasCredentials => Chain.All(finding => finding.Outcome == AccessOutcome.Ok);

    /// <summary>All lines.</summary>
    public IEnumerable<AccessFinding> Findings => [.. Chain, .. Permissions, .. Addresses];

    /// <summary>Whether all is well, but for what was left alone.</summary>
    public bool IsWell => Findings.All(finding => finding.Outcome is AccessOutcome.Ok or AccessOutcome.NotTried);

    /// <summary>What was refused, as one policy to add to the role; null where nothing was.</summary>
    public string? MissingPolicy => Permissions.Where(finding => finding.Outcome == AccessOutcome.Refused).Select(finding => finding.Permission!).ToList() is { Count: > 0 } missing
        ? AccessStatement.Policy(missing)
        : null;
}
