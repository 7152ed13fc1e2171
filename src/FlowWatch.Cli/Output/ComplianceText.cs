using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;

namespace FlowWatch.Cli.Output;

/// <summary>Compliance in words, for a terminal. What failed and what could not be verified is written out; what passed is counted.</summary>
internal static class ComplianceText
{
    private const int MaximumResults = 20;

    /// <summary>Writes a report.</summary>
    public static void Write(TextWriter text, ComplianceReportView view, int width)
    {
        var report = view.Report;
        text.WriteLine($"Compliance report {VisibleText.Of(report.Id)}, {ReportWords.Moment(report.GeneratedAt)}: {ReadableNumber.Count(report.Targets.Count, "targets")}\n");
        foreach (var requirement in view.Requirements) text.WriteLine($"  {requirement.Requirement.Id}  {ComplianceWords.Requirement(requirement.Status).ToUpperInvariant(),-22}{VisibleText.Of(requirement.Requirement.Title)} ({ComplianceWords.Of(requirement.Tally)})");
        foreach (var status in new[] { ControlStatus.Fail, ControlStatus.NotVerified, ControlStatus.Suppressed })
        {
            var rows = ComplianceRow.Of(report).Where(row => row.Status == status).ToList();
            if (rows.Count == 0) continue;
            text.WriteLine($"\n{ComplianceWords.Loud(status).ToUpperInvariant()} ({ReadableNumber.Count(rows.Count)})");
            foreach (var control in rows.GroupBy(row => row.Result?.Control)) Write(text, [.. control], width);
        }

        var gaps = report.Targets.SelectMany(target => target.Archive?.Coverage ?? []).SelectMany(coverage => coverage.Gaps).Where(gap => gap.Status is ArchiveGapStatus.Open or ArchiveGapStatus.NotVerified).ToList();
        if (gaps.Count > 0) text.WriteLine($"\n{ReadableNumber.Count(gaps.Count, "gaps")} of the archive that nothing explains, {ReadableNumber.Count((long)gaps.Sum(gap => (gap.To - gap.From).TotalHours), "hours")} in all.");
        if (view.Difference is { } difference) text.WriteLine($"\nSince {VisibleText.Of(difference.Before.Id)}: {Counts(difference)}");
        text.WriteLine($"\nSHA-256 {VisibleText.Of(report.Hash ?? "none: the report is not stored")}");
    }

    /// <summary>Writes what changed.</summary>
    public static void Write(TextWriter text, ComplianceDifference difference)
    {
        text.WriteLine($"{VisibleText.Of(difference.Before.Id)} → {VisibleText.Of(difference.After.Id)}: {Counts(difference)}");
        foreach (var change in difference.Changes)
        {
            var was = change.Before is { } before ? ComplianceWords.Loud(before) : "not there";
            var now = change.After is { } after ? ComplianceWords.Loud(after) : "not there";
            text.WriteLine($"\n  {Word(change.Kind),-6}  {VisibleText.Of(change.Control ?? "whole target")}, {VisibleText.Of(change.Target)}, {VisibleText.Of(change.Resource)}: {was} → {now}\n          {VisibleText.Of(change.Statement)}");
        }

        foreach (var note in difference.Notes) text.WriteLine($"\n  note    {VisibleText.Of(note)}");
    }

    /// <summary>Writes what the check of a chain came to.</summary>
    public static void Write(TextWriter text, ChainVerification verification, string place)
    {
        foreach (var problem in verification.Problems) text.WriteLine($"{Word(problem.Kind),-12}  {problem.Message}");
        text.WriteLine($"{ReadableNumber.Count(verification.Reports, "reports")} in {place}: {(verification.Reports == 0 ? "there is nothing to verify" : verification.IsWhole ? "none was changed, none is missing" : ReadableNumber.Count(verification.Problems.Count, "problems"))}.");
        if (verification.Reports > 0) text.WriteLine(verification.ComparedWithState ? Compared(verification) : "There was no state to compare their hashes with: a chain that was made anew from its start would not show.");
        if (verification.LastHash is { } hash) text.WriteLine($"The newest is {VisibleText.Of(verification.LastId ?? "unreadable")} with the SHA-256 {hash}: written down elsewhere it proves all of them.");
    }

    private static string Compared(ChainVerification verification)
    {
        var (unknown, now) = (verification.UnknownToState.Count, verification.RememberedNow);
        var compared = $"The hashes of {ReadableNumber.Count(verification.Reports - unknown, "reports")} were compared with those that the state remembers.";
        return unknown == 0 ? compared
            : now == unknown ? $"{compared} {ReadableNumber.Count(unknown, "reports")} that it did not know it remembers from now on."
            : $"{compared}\nNOT VERIFIED: the state does not know {ReadableNumber.Count(unknown - now, "reports")}, the first {VisibleText.Of(verification.UnknownToState[0])}: a chain that was made anew would look the same. Compare them with a copy; --remember then has the state remember them.";
    }

    private static void Write(TextWriter text, List<ComplianceRow> rows, int width)
    {
        var first = rows[0];
        text.WriteLine($"\n  {VisibleText.Of(first.Result?.Control ?? first.Target.Target)}  {VisibleText.Of(first.Control?.Title ?? "")}{(first.Control is { } control ? $" [{string.Join(", ", control.Requirements)}, {ReportWords.Of(control.Severity)}]" : "")}");
        foreach (var row in rows.Take(MaximumResults))
        {
            foreach (var (index, line) in WrappedText.Lines($"{VisibleText.Of(row.Target.Target)}: {VisibleText.Of(row.Statement)}", Math.Max(30, width - 6)).Index()) text.WriteLine($"  {(index == 0 ? "- " : "  ")}{line}");
            foreach (var failure in row.Result?.NotSeen.DistinctBy(failure => failure.Action) ?? []) text.WriteLine($"    {(failure.Kind == Core.Accounts.FactFailureKind.AccessDenied ? "missing permission" : "could not be asked")}: {VisibleText.Of(failure.Action)} on {VisibleText.Of(failure.Resource)}");
            if (row.Result?.Suppression is { } suppression) text.WriteLine($"    accepted by {VisibleText.Of(suppression.Owner)} until {ReportWords.Moment(suppression.Expires)}: {VisibleText.Of(suppression.Reason)}");
        }

        if (rows.Count > MaximumResults) text.WriteLine($"    and {ReadableNumber.Count(rows.Count - MaximumResults)} more: --format csv has all");
        if (first.Status == ControlStatus.Fail && first.Control is { } failed) foreach (var line in WrappedText.Lines($"put right: {VisibleText.Of(failed.Remediation.Steps)}", Math.Max(30, width - 6))) text.WriteLine($"    {line}");
    }

    private static string Counts(ComplianceDifference difference)
    {
        var parts = difference.Changes.CountBy(change => change.Kind).OrderBy(kind => kind.Key).Select(kind => $"{ReadableNumber.Count(kind.Value)} {Word(kind.Key)}").ToList();
        return $"{(parts.Count == 0 ? "nothing changed" : string.Join(", ", parts))}, {ReadableNumber.Count(difference.Unchanged)} the same";
    }

    private static string Word(ChangeKind kind) => kind switch { ChangeKind.Worse => "worse", ChangeKind.Better => "better", ChangeKind.New => "new", _ => "gone" };

    private static string Word(ChainProblemKind kind) => kind switch
    {
        ChainProblemKind.Changed => "CHANGED",
        ChainProblemKind.Missing => "MISSING",
        ChainProblemKind.OutOfOrder => "OUT OF ORDER",
        ChainProblemKind.Unreadable => "UNREADABLE",
        _ => "foreign file",
    };
}
