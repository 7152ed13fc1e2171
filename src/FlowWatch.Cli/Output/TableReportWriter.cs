using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;
using Spectre.Console;

namespace FlowWatch.Cli.Output;

/// <summary>
/// The report a person reads after a scan: findings as a list wrapped to the console's width, then what was held back, what could not
/// be read, and one closing line. Plain text with colour on top: nothing is lost when the console has no colours or is a file.
/// </summary>
public sealed class TableReportWriter : IScanReportWriter
{
    /// <summary>Name of the format.</summary>
    public const string FormatName = "table";

    private readonly StyledText text;

    /// <summary>A writer to a console.</summary>
    /// <param name="console">Where to write; the stream of <see cref="WriteAsync"/> is not used.</param>
    public TableReportWriter(IAnsiConsole console) => text = new StyledText(console);

    /// <inheritdoc />
    public string Format => FormatName;

    private string Dot => text.IsUnicode ? "·" : "-";

    private string Arrow => text.IsUnicode ? "→" : "->";

    /// <inheritdoc />
    public Task WriteAsync(
        ScanReport report,
        IReadOnlyDictionary<string, DetectionMetadata> detections,
        Stream output,
        CancellationToken cancellationToken)
    {
        WriteHeader(report);
        WriteFindings(report.Findings, cancellationToken);
        var aside = WriteAsides(report) | WriteProblems(report);
        if (aside)
        {
            text.Line("");
        }

        WriteClosing(report);
        return Task.CompletedTask;
    }

    private void WriteHeader(ScanReport report)
    {
        var input = report.Input;
        var read = report.Targets.Count > 0 ? ReportWords.Of(report.Targets) : ReportWords.Sources(input);
        text.Wrapped(
            0,
            $"{read} {Dot} {ReadableNumber.Count(input.Records, "records")} {Dot} {ReadableNumber.Bytes(input.Bytes)} {Dot} "
                + (report.DataWindow is { } window ? ReportWords.Window(window) : "nothing was read"),
            StyledText.Faint);
        text.Line("");
    }

    private void WriteFindings(IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        if (findings.Count == 0)
        {
            return;
        }

        var indent = findings.Max(finding => ReportWords.Of(finding.Severity).Length) + 2;
        foreach (var finding in findings)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var severity = ReportWords.Of(finding.Severity);
            text.Part(severity, StyleOf(finding.Severity));
            text.Wrapped(indent, Headline(finding), Style.Plain, written: severity.Length);
            text.Wrapped(indent, finding.Summary, Style.Plain);
            text.Wrapped(indent, Footing(finding), StyledText.Faint);
            text.Line("");
        }
    }

    private string Headline(Finding finding)
    {
        var port = finding.Port is { } number ? $" port {number}" : "";
        var target = finding.MonitoredTarget is { } name ? $"[{name}] " : "";
        return $"{target}{finding.Detection}  {finding.Source} {Arrow} {ReportWords.Targets(finding)}{port}";
    }

    private string Footing(Finding finding) => finding.Certainty switch
    {
        Certainty.Certain => ReportWords.Window(finding.Window),
        Certainty.Likely => $"{ReportWords.Window(finding.Window)} {Dot} source is likely, not certain",
        _ => $"{ReportWords.Window(finding.Window)} {Dot} source is a guess",
    };

    // True when there was anything to say.
    private bool WriteAsides(ScanReport report)
    {
        if (report.Suppressed.Count > 0)
        {
            var names = report.Suppressed.Select(suppressed => suppressed.Suppression.Name).Distinct(StringComparer.Ordinal);
            text.Wrapped(0, $"{ReadableNumber.Count(report.Suppressed.Count)} suppressed by {string.Join(", ", names)}", StyledText.Faint);
        }

        if (report.Input.RefusedNoiseConnections > 0)
        {
            text.Wrapped(
                0,
                $"noise: {ReadableNumber.Count(report.Input.RefusedNoiseConnections, "refused connections")} from {ReadableNumber.Count(report.Input.RefusedNoiseSources, "addresses")}, too few each to be a finding",
                StyledText.Faint);
        }

        // Where there is no record at all, that is what keeps every detection from running, and the warning says it.
        if (report.Input.HasFormat) WriteCoverage(report.Coverage);
        if (report.Input.SkipDataRecords > 0)
        {
            text.Wrapped(0, $"warning: AWS lost records in {ReadableNumber.Count(report.Input.SkipDataRecords, "intervals")} (SKIPDATA)", StyledText.Notable);
        }

        foreach (var warning in report.Warnings)
        {
            text.Wrapped(0, $"warning: {warning}", StyledText.Notable);
        }

        return report.Suppressed.Count > 0
            || report.Input.RefusedNoiseConnections > 0
            || report.Coverage.Any(coverage => coverage.Level != CoverageLevel.Full)
            || report.Input.SkipDataRecords > 0
            || report.Warnings.Count > 0;
    }

    private void WriteCoverage(IReadOnlyList<DetectionCoverage> coverage)
    {
        foreach (var blind in coverage.Where(detection => detection.Level == CoverageLevel.None))
        {
            text.Wrapped(0, $"{blind.Detection} {ReportWords.Coverage(blind)}", StyledText.Loud);
        }

        var unsure = coverage.Where(detection => detection.Level == CoverageLevel.Partial).ToList();
        if (unsure.Count > 0)
        {
            var fields = unsure.SelectMany(detection => detection.MissingHelpful).Distinct(StringComparer.Ordinal);
            text.Wrapped(0, $"{ReadableNumber.Count(unsure.Count, "detections")} would be surer with {string.Join(", ", fields)}", StyledText.Faint);
        }
    }

    private bool WriteProblems(ScanReport report)
    {
        var input = report.Input;
        if (report.Status == ScanStatus.Partial || input.ProblemCount > 0)
        {
            var partial = report.Status == ScanStatus.Partial ? "PARTIAL: not everything could be looked at; " : "";
            text.Wrapped(0, $"{partial}{ReadableNumber.Count(input.ProblemCount, "places")} could not be read", StyledText.Loud);
            foreach (var problem in input.Problems)
            {
                text.Wrapped(2, problem.ToString(), Style.Plain);
            }

            if (input.ProblemCount > input.Problems.Count)
            {
                text.Wrapped(2, $"and {ReadableNumber.Count(input.ProblemCount - input.Problems.Count)} more", Style.Plain);
            }

            return true;
        }

        return false;
    }

    private void WriteClosing(ScanReport report)
    {
        var worst = report.Findings.Count == 0
            ? new Style(Color.Green)
            : StyleOf(report.Findings.Max(finding => finding.Severity));
        var tally = ReportWords.Tally(report.Findings);
        var isWhole = report.Status == ScanStatus.Complete && report.Coverage.All(coverage => coverage.Level != CoverageLevel.None);
        if (report.Findings.Count == 0 && !isWhole)
        {
            tally = "no findings in what could be looked at";
            worst = StyledText.Loud;
        }

        text.Wrapped(
            0,
            $"{tally} {Dot} {ReadableNumber.Count(report.Input.Records, "records")} in {ReadableNumber.Duration(report.Input.Duration)}{ReportWords.CloudUsage(report.Input.CloudUsage)}",
            worst);
    }

    private static Style StyleOf(Severity severity) => severity switch
    {
        Severity.Critical => StyledText.Loud,
        Severity.High => new Style(Color.Red),
        Severity.Medium => StyledText.Notable,
        Severity.Low => new Style(Color.Blue),
        _ => StyledText.Faint,
    };
}
