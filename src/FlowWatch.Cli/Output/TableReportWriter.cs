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
/// <param name="console">Where to write; the stream of <see cref="WriteAsync"/> is not used.</param>
public sealed class TableReportWriter(IAnsiConsole console) : IScanReportWriter
{
    /// <summary>Name of the format.</summary>
    public const string FormatName = "table";

    // A console may claim any width; below this a wrapped line is no longer readable.
    private const int SmallestTextWidth = 20;

    private static readonly Style Loud = new(Color.Red, decoration: Decoration.Bold);
    private static readonly Style Notable = new(Color.Yellow);
    private static readonly Style Faint = new(Color.Grey);

    /// <inheritdoc />
    public string Format => FormatName;

    private string Dot => console.Profile.Capabilities.Unicode ? "·" : "-";

    private string Arrow => console.Profile.Capabilities.Unicode ? "→" : "->";

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
            WriteLine("");
        }

        WriteClosing(report);
        return Task.CompletedTask;
    }

    private void WriteHeader(ScanReport report)
    {
        var input = report.Input;
        var read = report.Targets.Count > 0 ? ReportWords.Of(report.Targets) : ReportWords.Sources(input);
        WriteWrapped(
            0,
            $"{read} {Dot} {ReadableNumber.Count(input.Records, "records")} {Dot} {ReadableNumber.Bytes(input.Bytes)} {Dot} "
                + (report.DataWindow is { } window ? ReportWords.Window(window) : "nothing was read"),
            Faint);
        WriteLine("");
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
            Write(severity, StyleOf(finding.Severity));
            WriteWrapped(indent, Headline(finding), Style.Plain, written: severity.Length);
            WriteWrapped(indent, finding.Summary, Style.Plain);
            WriteWrapped(indent, Footing(finding), Faint);
            WriteLine("");
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
            WriteWrapped(0, $"{ReadableNumber.Count(report.Suppressed.Count)} suppressed by {string.Join(", ", names)}", Faint);
        }

        if (report.Input.RefusedNoiseConnections > 0)
        {
            WriteWrapped(
                0,
                $"noise: {ReadableNumber.Count(report.Input.RefusedNoiseConnections, "refused connections")} from {ReadableNumber.Count(report.Input.RefusedNoiseSources, "addresses")}, too few each to be a finding",
                Faint);
        }

        // Where there is no record at all, that is what keeps every detection from running, and the warning says it.
        if (report.Input.Records > 0 || report.Coverage.Any(coverage => coverage.Level != CoverageLevel.None)) WriteCoverage(report.Coverage);
        if (report.Input.SkipDataRecords > 0)
        {
            WriteWrapped(0, $"warning: AWS lost records in {ReadableNumber.Count(report.Input.SkipDataRecords, "intervals")} (SKIPDATA)", Notable);
        }

        foreach (var warning in report.Warnings)
        {
            WriteWrapped(0, $"warning: {warning}", Notable);
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
            WriteWrapped(0, $"{blind.Detection} {ReportWords.Coverage(blind)}", Loud);
        }

        var unsure = coverage.Where(detection => detection.Level == CoverageLevel.Partial).ToList();
        if (unsure.Count > 0)
        {
            var fields = unsure.SelectMany(detection => detection.MissingHelpful).Distinct(StringComparer.Ordinal);
            WriteWrapped(0, $"{ReadableNumber.Count(unsure.Count, "detections")} would be surer with {string.Join(", ", fields)}", Faint);
        }
    }

    private bool WriteProblems(ScanReport report)
    {
        var input = report.Input;
        if (report.Status == ScanStatus.Partial || input.ProblemCount > 0)
        {
            var partial = report.Status == ScanStatus.Partial ? "PARTIAL: not everything could be looked at; " : "";
            WriteWrapped(0, $"{partial}{ReadableNumber.Count(input.ProblemCount, "places")} could not be read", Loud);
            foreach (var problem in input.Problems)
            {
                WriteWrapped(2, problem.ToString(), Style.Plain);
            }

            if (input.ProblemCount > input.Problems.Count)
            {
                WriteWrapped(2, $"and {ReadableNumber.Count(input.ProblemCount - input.Problems.Count)} more", Style.Plain);
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
            worst = Loud;
        }

        WriteWrapped(
            0,
            $"{tally} {Dot} {ReadableNumber.Count(report.Input.Records, "records")} in {ReadableNumber.Duration(report.Input.Duration)}{ReportWords.CloudUsage(report.Input.CloudUsage)}",
            worst);
    }

    private static Style StyleOf(Severity severity) => severity switch
    {
        Severity.Critical => Loud,
        Severity.High => new Style(Color.Red),
        Severity.Medium => Notable,
        Severity.Low => new Style(Color.Blue),
        _ => Faint,
    };

    // Indents every line; the first one only as far as something was already written on it.
    private void WriteWrapped(int indent, string text, Style style, int written = 0)
    {
        var width = Math.Max(SmallestTextWidth, console.Profile.Width - indent);
        foreach (var line in WrappedText.Lines(VisibleText.Of(text), width))
        {
            Write(new string(' ', Math.Max(0, indent - written)), Style.Plain);
            WriteLine(line, style);
            written = 0;
        }
    }

    private void WriteLine(string text, Style? style = null)
    {
        Write(text, style ?? Style.Plain);
        console.WriteLine();
    }

    // Text, never markup: untrusted brackets stay brackets. Without colours there is no decoration either, so no escape code at all.
    private void Write(string text, Style style)
    {
        if (text.Length > 0)
        {
            var plain = console.Profile.Capabilities is not { Ansi: true, ColorSystem: not ColorSystem.NoColors };
            console.Write(new Text(text, plain ? Style.Plain : style));
        }
    }
}
