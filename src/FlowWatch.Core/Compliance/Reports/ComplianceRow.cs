namespace FlowWatch.Core.Compliance.Reports;

/// <summary>A result with all that belongs to it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Target">The target.</param>
/// <param name="Control">What the control was when it judged; null where the report does not tell, and for a target of which nothing could be judged.</param>
/// <param name="Result">The result; null for a target of which nothing could be judged.</param>
public sealed record ComplianceRow(ComplianceReport Report, TargetCompliance Target, ControlMetadata? Control, ControlResult? Result)
{
    /// <summary>What it came to.</summary>
    public ControlStatus Status => Result?.Status ?? ControlStatus.NotVerified;

    /// <summary>What was judged.</summary>
    public string Resource => Result?.Resource ?? Target.Target;

    /// <summary>One sentence: what was seen.</summary>
    public string Statement => Result?.Statement ?? $"Nothing of target {Target.Target} could be judged: {Target.NotVerified}";

    /// <summary>The requirements it counts for.</summary>
    public IEnumerable<string> Requirements => Result is null ? Report.Requirements.Select(requirement => requirement.Id) : Control?.Requirements ?? [];

    /// <summary>The results of a report, target by target, in the order of the catalog.</summary>
    public static IEnumerable<ComplianceRow> Of(ComplianceReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Rows(report);
    }

    private static IEnumerable<ComplianceRow> Rows(ComplianceReport report)
    {
        var controls = report.Controls.ToDictionary(control => control.Id);
        foreach (var target in report.Targets)
        {
            if (target.NotVerified is not null) yield return new ComplianceRow(report, target, null, null);
            foreach (var result in target.NotVerified is null ? target.Results : []) yield return new ComplianceRow(report, target, controls.GetValueOrDefault(result.Control), result);
        }
    }
}
