using FlowWatch.Core.Accounts;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance;

/// <summary>What of a report people are told, in the form incidents are made of.</summary>
public static class ComplianceSightings
{
    /// <summary>A requirement is not met: stands where a detection's id does.</summary>
    public const string NotMet = "COMPLIANCE_NOT_MET";

    /// <summary>Something could not be verified: stands where a detection's id does.</summary>
    public const string NotVerified = "COMPLIANCE_NOT_VERIFIED";

    /// <summary>The most controls that a message tells of one by one; the report has them all.</summary>
    private const int Told = 6;

    private const int LongestStatement = 300;
    private const int LongestSummary = 2000;

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> Ids { get; } = [NotMet, NotVerified];

    /// <summary>What is wrong at a target: requirements that are not met, and then what could not be verified.</summary>
    /// <param name="report">The report.</param>
    /// <param name="target">The target.</param>
    public static IReadOnlyList<IncidentSighting> Of(ComplianceReport report, MonitoredTarget target)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(target);
        var rows = Rows(report, target);
        var sightings = new List<IncidentSighting>();
        foreach (var requirement in report.Requirements)
        {
            if (Ordered(rows, ControlStatus.Fail, requirement) is { Count: > 0 } failing) sightings.Add(NotMetAt(report, target, requirement, failing, Ordered(rows, ControlStatus.NotVerified, requirement)));
        }

        if (Ordered(rows, ControlStatus.NotVerified, null) is { Count: > 0 } unknown) sightings.Add(NotVerifiedAt(report, target, unknown));
        return sightings;
    }

    /// <summary>What is not wrong at a target, or not any more. Nothing where nothing of it could be judged.</summary>
    internal static IReadOnlyList<ComplianceRelief> OverOf(ComplianceReport report, MonitoredTarget target)
    {
        var rows = Rows(report, target);
        if (rows.All(row => row.Result is null)) return [];
        var over = new List<ComplianceRelief>();
        foreach (var requirement in report.Requirements.Where(requirement => Ordered(rows, ControlStatus.Fail, requirement).Count == 0))
        {
            over.Add(new ComplianceRelief(Fingerprint(NotMet, target, requirement.Id), $"no control of requirement {requirement.Id} fails any more (report {report.Id})", Ordered(rows, ControlStatus.NotVerified, requirement).Select(IdOf).ToHashSet()));
        }

        if (Ordered(rows, ControlStatus.NotVerified, null).Count == 0) over.Add(new ComplianceRelief(Fingerprint(NotVerified, target, ""), $"everything could be verified (report {report.Id})", new HashSet<string>()));
        return over;
    }

    private static IncidentSighting NotMetAt(ComplianceReport report, MonitoredTarget target, Requirement requirement, List<ComplianceRow> failing, List<ComplianceRow> unknown)
    {
        var controls = failing.DistinctBy(IdOf).ToList();
        var summary = $"Requirement {requirement.Id} ({requirement.Title}) is not met: {ReadableNumber.Count(controls.Count, "controls")} {(controls.Count == 1 ? "fails" : "fail")}, for {ReadableNumber.Count(failing.Count, "resources")}. {Statements(controls)}";
        if (unknown.Count > 0) summary += $" NOT VERIFIED besides: {string.Join(", ", unknown.Select(IdOf).Distinct())}.";
        return Sighting(report, target, NotMet, requirement.Id, $"Requirement {requirement.Id} is not met", summary, failing) with
        {
            NextSteps = [.. controls.Take(Told).Select(Remediation), .. Report(report, controls.Count), "What is so on purpose is accepted by name, with a reason and until a day: compliance.exceptions (docs/configuration.md)."],
        };
    }

    private static IncidentSighting NotVerifiedAt(ComplianceReport report, MonitoredTarget target, List<ComplianceRow> unknown)
    {
        var controls = unknown.DistinctBy(IdOf).ToList();
        var failures = unknown.SelectMany(row => row.Result?.NotSeen ?? []).ToList();
        var refused = failures.Where(failure => failure.Kind == FactFailureKind.AccessDenied).Select(failure => failure.Action).Distinct().Order(StringComparer.Ordinal).ToList();
        var steps = new List<string>();
        if (refused.Count > 0) steps.Add($"Grant FlowWatch's role in {target.Account} what was refused: {string.Join(", ", refused)} (infra/aws, docs/aws.md).");
        if (failures.Count > 0 || unknown.Any(row => row.Result is null)) steps.Add($"Run flowwatch doctor --target {target.Name}: it tries every permission, without harm, and tells what is missing.");
        steps.AddRange(controls.Where(row => row.Result is { NotSeen.Count: 0 }).Take(Told).Select(Remediation));
        return Sighting(
            report,
            target,
            NotVerified,
            "",
            "Compliance could not be verified",
            unknown.Any(row => row.Result is null) ? $"{unknown[0].Statement} That is no pass." : $"{ReadableNumber.Count(controls.Count, "controls")} could not be verified, and that is no pass. {Statements(controls)}",
            unknown) with
        {
            NextSteps = [.. steps, .. Report(report, controls.Count)],
        };
    }

    private static IncidentSighting Sighting(ComplianceReport report, MonitoredTarget target, string id, string thing, string title, string summary, List<ComplianceRow> rows) => new()
    {
        Target = target.Name,
        Detection = id,
        Fingerprint = Fingerprint(id, target, thing),
        // The runbook's "Escalation": delivery of flow logs, functions and the archive are all level 1.
        Level = EscalationLevel.Operations,
        Severity = rows.Max(SeverityOf),
        Size = rows.Count,
        Kinds = [.. rows.Select(IdOf).Distinct().Order(StringComparer.Ordinal)],
        Title = title,
        Summary = Cut(summary, LongestSummary),
        Seen = new TimeWindow(report.GeneratedAt, report.GeneratedAt),
        // A run a day says when it is over; being quiet for a day says nothing.
        Check = ComplianceJob.Check,
    };

    private static string Statements(List<ComplianceRow> controls) =>
        string.Join(" ", controls.Take(Told).Select(row => $"{IdOf(row)} ({ReportWords.Of(SeverityOf(row))}): {Sentence(Cut(row.Statement, LongestStatement))}"))
        + (controls.Count > Told ? $" And {ReadableNumber.Count(controls.Count - Told)} more." : "");

    private static string Remediation(ComplianceRow row)
    {
        if (row.Control?.Remediation is not { } remediation) return $"{IdOf(row)}: see docs/compliance/controls.md.";
        var command = remediation.Command is { } known ? $" {RemediationText.Of(known, row).ReplaceLineEndings(" ")}" : "";
        return $"{IdOf(row)}: {RemediationText.Of(remediation.Steps, row)}{command}";
    }

    private static IEnumerable<string> Report(ComplianceReport report, int controls) =>
        [$"{(controls > Told ? "The others, and the evidence" : "The evidence")}: flowwatch compliance report {report.Id}, or GET compliance/{report.Id}."];

    private static List<ComplianceRow> Rows(ComplianceReport report, MonitoredTarget target) => [.. ComplianceRow.Of(report with { Targets = [.. report.Targets.Where(one => one.Target == target.Name)] })];

    private static List<ComplianceRow> Ordered(List<ComplianceRow> rows, ControlStatus status, Requirement? requirement) =>
        [.. rows.Where(row => row.Status == status && (requirement is null || row.Requirements.Contains(requirement.Id))).OrderByDescending(SeverityOf)];

    private static string IdOf(ComplianceRow row) => row.Result?.Control ?? "all controls";

    // What could not be looked at is told at least as the runbook's Warning; a target of which nothing is known is worse.
    private static Severity SeverityOf(ComplianceRow row)
    {
        var severity = row.Control?.Severity ?? Severity.High;
        return row.Status == ControlStatus.NotVerified && severity < Severity.Medium ? Severity.Medium : severity;
    }

    private static string Fingerprint(string id, MonitoredTarget target, string thing) => FindingFingerprint.Of(id, target.Name, thing);

    private static string Sentence(string text) => text.EndsWith('.') || text.EndsWith('…') ? text : text + ".";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
