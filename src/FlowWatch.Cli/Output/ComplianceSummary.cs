using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using Spectre.Console;

namespace FlowWatch.Cli.Output;

/// <summary>A compliance report in a few lines: what each requirement came to, and the controls that matter most with one sentence each.</summary>
internal static class ComplianceSummary
{
    private const int MostFailures = 4;
    private const int MostNotVerified = 2;

    /// <summary>Writes it.</summary>
    /// <param name="text">Where to write.</param>
    /// <param name="view">The report.</param>
    public static void Write(StyledText text, ComplianceReportView view)
    {
        text.Line($"Compliance {(text.IsUnicode ? "·" : "-")} {ReadableNumber.Count(view.Report.Targets.Count, "targets")}, {ReadableNumber.Count(view.Report.Controls.Count, "controls")}, {ReportWords.Moment(view.Report.GeneratedAt)}", StyledText.Faint);
        text.Line("");
        var widest = view.Requirements.Max(requirement => ComplianceWords.Requirement(requirement.Status).Length);
        foreach (var requirement in view.Requirements)
        {
            var verdict = $"{requirement.Requirement.Id}  {ComplianceWords.Requirement(requirement.Status).ToUpperInvariant().PadRight(widest)}  ";
            text.Part(verdict, StyleOf(requirement.Status));
            text.Wrapped(verdict.Length, $"{requirement.Requirement.Title} ({ComplianceWords.Of(requirement.Tally)})", Style.Plain, verdict.Length);
        }

        text.Line("");
        var controls = ComplianceRow.Of(view.Report).Where(row => row.Status >= ControlStatus.NotVerified)
            .GroupBy(row => (row.Status, row.Result?.Control ?? row.Target.Target))
            .OrderByDescending(control => control.Key.Status).ThenByDescending(control => control.First().Control?.Severity ?? Severity.Critical)
            .ToList();
        // Both: what could not be looked at is as loud as a failure.
        var shown = controls.Where(control => control.Key.Status == ControlStatus.Fail).Take(MostFailures).Concat(controls.Where(control => control.Key.Status == ControlStatus.NotVerified).Take(MostNotVerified)).ToList();
        var indent = ComplianceWords.Loud(ControlStatus.NotVerified).Length + 2;
        foreach (var control in shown)
        {
            var status = ComplianceWords.Loud(control.Key.Status).PadRight(indent);
            text.Part(status, StyleOf(control.Key.Status));
            var more = control.Count() - 1;
            text.Wrapped(indent, $"{control.Key.Item2}  {control.First().Statement}{(more > 0 ? $" And {ReadableNumber.Count(more)} more." : "")}", Style.Plain, indent);
        }

        var rest = controls.Count - shown.Count;
        if (rest > 0) text.Line($"{new string(' ', indent)}and {ReadableNumber.Count(rest, "controls")} more, in the report", StyledText.Faint);
    }

    private static Style StyleOf(ControlStatus status) => status switch
    {
        ControlStatus.Fail => StyledText.Loud,
        ControlStatus.NotVerified => StyledText.Notable,
        ControlStatus.Pass => StyledText.Good,
        _ => Style.Plain,
    };
}
