namespace FlowWatch.Core.Compliance.Reports;

/// <summary>What a requirement came to, over all targets of a report.</summary>
/// <param name="Requirement">The requirement.</param>
/// <param name="Status">The worst of its results. Where nothing was judged it is not verified: nobody may take silence for a pass.</param>
/// <param name="Tally">How many results of which status.</param>
/// <param name="Targets">What it came to for each target, by name.</param>
public sealed record RequirementResult(Requirement Requirement, ControlStatus Status, StatusTally Tally, IReadOnlyDictionary<string, ControlStatus> Targets)
{
    /// <summary>What each requirement of a report came to, in their order.</summary>
    public static IReadOnlyList<RequirementResult> Of(ComplianceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return [.. report.Requirements.Select(requirement => Of(requirement, report))];
    }

    /// <summary>The worst of some requirements' results.</summary>
    public static ControlStatus Worst(IEnumerable<RequirementResult> results) => Worst(results.Select(result => result.Status));

    private static RequirementResult Of(Requirement requirement, ComplianceReport report)
    {
        var controls = report.Controls.Where(control => control.Requirements.Contains(requirement.Id)).Select(control => control.Id).ToHashSet();
        var targets = report.Targets.ToDictionary(target => target.Target, target => StatusTally.Statuses(target, result => controls.Contains(result.Control)).ToList());
        return new RequirementResult(
            requirement,
            Worst(targets.Values.Select(Worst)),
            StatusTally.Of(targets.Values.SelectMany(statuses => statuses)),
            targets.ToDictionary(target => target.Key, target => Worst(target.Value)));
    }

    private static ControlStatus Worst(IEnumerable<ControlStatus> statuses) => statuses.Aggregate((ControlStatus?)null, (worst, status) => worst is null || status > worst ? status : worst) ?? ControlStatus.NotVerified;
}
