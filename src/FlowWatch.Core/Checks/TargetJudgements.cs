using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Checks;

/// <summary>Makes one report of what a check learned of several targets.</summary>
public static class TargetJudgements
{
    private const int ProblemsShown = 20;

    /// <summary>One report: all findings, and for each target whether it could be looked at.</summary>
    /// <param name="judgements">One or more.</param>
    /// <param name="requested">The window that was asked for.</param>
    /// <param name="duration">How long it took in all; targets are judged side by side.</param>
    /// <param name="now">When the report is made.</param>
    /// <param name="flowWatchVersion">The version to print.</param>
    public static ScanReport Report(IReadOnlyList<TargetJudgement> judgements, TimeWindow requested, TimeSpan duration, DateTimeOffset now, string flowWatchVersion)
    {
        ArgumentNullException.ThrowIfNull(judgements);
        var reports = judgements.Select(judgement => judgement.Report).OfType<ScanReport>().ToList();
        var problems = judgements.SelectMany(Problems).ToList();
        var windows = reports.Select(report => report.DataWindow).OfType<TimeWindow>().ToList();
        return new ScanReport
        {
            FlowWatchVersion = flowWatchVersion,
            GeneratedAt = now,
            Scope = [.. judgements.Select(judgement => judgement.Target)],
            RequestedWindow = requested,
            DataWindow = windows.Count == 0 ? null : new TimeWindow(windows.Min(window => window.From), windows.Max(window => window.To)),
            Status = judgements.All(judgement => judgement.Report?.Status == ScanStatus.Complete) ? ScanStatus.Complete : ScanStatus.Partial,
            Targets = [.. judgements.Select(Outcome)],
            Findings = [.. reports.SelectMany(report => report.Findings).OrderByDescending(finding => finding.Severity).ThenBy(finding => finding.Window.From).ThenBy(finding => finding.Fingerprint, StringComparer.Ordinal)],
            Suppressed = [.. reports.SelectMany(report => report.Suppressed)],
            Warnings = [.. judgements.SelectMany(judgement => (judgement.Report?.Warnings ?? []).Select(warning => $"{judgement.Target}: {warning}")).Distinct()],
            Coverage = [.. reports.SelectMany(report => report.Coverage).GroupBy(coverage => coverage.Detection).Select(Weakest)],
            Input = new ScanInput
            {
                Files = reports.Sum(report => report.Input.Files),
                Bytes = reports.Sum(report => report.Input.Bytes),
                Records = reports.Sum(report => report.Input.Records),
                NoDataRecords = reports.Sum(report => report.Input.NoDataRecords),
                SkipDataRecords = reports.Sum(report => report.Input.SkipDataRecords),
                ProblemCount = problems.Count + reports.Sum(report => report.Input.ProblemCount - report.Input.Problems.Count),
                Problems = [.. problems.Take(ProblemsShown)],
                RefusedNoiseConnections = reports.Sum(report => report.Input.RefusedNoiseConnections),
                RefusedNoiseSources = reports.Sum(report => report.Input.RefusedNoiseSources),
                Duration = duration,
                Scans = reports.Sum(report => report.Input.Scans),
                Queries = reports.Sum(report => report.Input.Queries),
                UnansweredQueries = reports.Sum(report => report.Input.UnansweredQueries),
                CloudUsage = CloudQueryUsage.Total(reports.Select(report => report.Input.CloudUsage)),
            },
        };
    }

    private static IEnumerable<InputProblem> Problems(TargetJudgement judgement) => judgement.Report is { } report
        ? report.Input.Problems.Select(problem => problem.File == judgement.Target ? problem : problem with { File = $"{judgement.Target}: {problem.File}" })
        : [new InputProblem(judgement.Target, null, $"NOT VERIFIED: {judgement.NotVerified}")];

    private static TargetOutcome Outcome(TargetJudgement judgement) => judgement.Report is { } report
        ? new TargetOutcome(
            judgement.Target,
            report.Status == ScanStatus.Complete ? TargetStatus.Judged : TargetStatus.Partial,
            judgement.Window,
            report.Input.Records,
            report.Findings.Count,
            report.Status == ScanStatus.Complete ? null : CheckRunTotals.PartialReason(report))
        : new TargetOutcome(judgement.Target, TargetStatus.NotVerified, judgement.Window, 0, 0, judgement.NotVerified);

    // What a detection can do is told by the target that feeds it least.
    private static DetectionCoverage Weakest(IGrouping<string, DetectionCoverage> coverage) => new(
        coverage.Key,
        coverage.Any(one => one.Level == CoverageLevel.None) ? CoverageLevel.None : coverage.Any(one => one.Level == CoverageLevel.Partial) ? CoverageLevel.Partial : CoverageLevel.Full,
        [.. coverage.SelectMany(one => one.MissingRequired).Distinct()],
        [.. coverage.SelectMany(one => one.MissingHelpful).Distinct()]);
}
