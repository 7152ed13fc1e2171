using System.Globalization;
using System.Text;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Reports;

/// <summary>A document for a ticket or a wiki (GitHub Markdown).</summary>
internal sealed class MarkdownReportWriter : IScanReportWriter
{
    public const string FormatName = "markdown";

    public string Format => FormatName;

    public async Task WriteAsync(
        ScanReport report,
        IReadOnlyDictionary<string, DetectionMetadata> detections,
        Stream output,
        CancellationToken cancellationToken)
    {
        var document = new StringBuilder();
        WriteHead(document, report);
        WriteUnread(document, report);
        WriteFindings(document, report.Findings, detections);
        WriteSuppressed(document, report.Suppressed);
        WriteCoverage(document, report);
        WriteBlindSpots(document);
        await output.WriteAsync(Encoding.UTF8.GetBytes(document.ToString()), cancellationToken);
    }

    private static void WriteHead(StringBuilder document, ScanReport report)
    {
        var input = report.Input;
        Line(document, "# FlowWatch scan");
        Line(document);
        Line(document, $"**{Sentence(ReportWords.Tally(report.Findings))}** in {ReadableNumber.Count(input.Records, "records")}"
            + $" ({ReportWords.Sources(input)}, {ReadableNumber.Bytes(input.Bytes)}, read in {ReadableNumber.Duration(input.Duration)}{ReportWords.CloudUsage(input.CloudUsage)})."
            + $" {ReadableNumber.Count(report.Suppressed.Count)} suppressed.");
        Line(document);
        Row(document, "What", "Value");
        Row(document, "---", "---");
        Row(document, "Scope", string.Join(", ", report.Scope.Select(MarkdownText.Code)));
        if (report.RequestedWindow is { } requested)
        {
            Row(document, "Window asked for", ReportWords.Window(requested));
        }

        Row(document, "Window of the data", report.DataWindow is { } data ? ReportWords.Window(data) : "nothing was read");
        Row(document, "Status", report.Status == ScanStatus.Partial ? "**PARTIAL: not everything could be looked at**" : "complete");
        if (report.Targets.Count > 0) Row(document, "Targets", ReportWords.Of(report.Targets));
        Row(document, "Generated", ReportWords.Moment(report.GeneratedAt));
        Row(document, "FlowWatch", MarkdownText.Of(report.FlowWatchVersion));
        if (input.RefusedNoiseConnections > 0)
        {
            Row(document, "Internet noise", $"{ReadableNumber.Count(input.RefusedNoiseConnections, "refused connections")} from {ReadableNumber.Count(input.RefusedNoiseSources, "addresses")}, too few each to be a finding");
        }

        Line(document);
    }

    private static void WriteUnread(StringBuilder document, ScanReport report)
    {
        var input = report.Input;
        var blind = report.Coverage.Where(coverage => coverage.Level == CoverageLevel.None).ToList();
        if (report.Status == ScanStatus.Partial || input.ProblemCount > 0 || blind.Count > 0)
        {
            Line(document, "## Could not be looked at");
            Line(document);
            if (input.ProblemCount > 0)
            {
                Line(document, $"**{ReadableNumber.Count(input.ProblemCount, "places")} in the input could not be read.** What happened there is not in this report.");
                Line(document);
            }

            foreach (var problem in input.Problems)
            {
                var place = problem.Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"{problem.File}:{line}") : problem.File;
                Line(document, $"- {MarkdownText.Code(place)}: {MarkdownText.Of(problem.What)}");
            }

            if (input.ProblemCount > input.Problems.Count)
            {
                Line(document, $"- and {ReadableNumber.Count(input.ProblemCount - input.Problems.Count)} more");
            }

            foreach (var detection in blind)
            {
                Line(document, $"- {MarkdownText.Code(detection.Detection)} {MarkdownText.Of(ReportWords.Coverage(detection))}");
            }

            Line(document);
        }

        if (input.SkipDataRecords > 0)
        {
            Line(document, $"AWS lost records in {ReadableNumber.Count(input.SkipDataRecords, "intervals")} (SKIPDATA).");
            Line(document);
        }

        if (report.Warnings.Count > 0)
        {
            Line(document, "## Warnings");
            Line(document);
            foreach (var warning in report.Warnings)
            {
                Line(document, $"- {MarkdownText.Of(warning)}");
            }

            Line(document);
        }
    }

    private static void WriteFindings(StringBuilder document, IReadOnlyList<Finding> findings, IReadOnlyDictionary<string, DetectionMetadata> detections)
    {
        Line(document, "## Findings");
        Line(document);
        if (findings.Count == 0)
        {
            Line(document, "None.");
            Line(document);
            return;
        }

        Row(document, "#", "Severity", "Detection", "Source", "Target", "First seen", "Summary");
        Row(document, "---:", "---", "---", "---", "---", "---", "---");
        for (var index = 0; index < findings.Count; index++)
        {
            var finding = findings[index];
            Row(
                document,
                Number(index + 1),
                $"**{ReportWords.Of(finding.Severity)}**",
                MarkdownText.Code(finding.Detection),
                MarkdownText.Code(finding.Source),
                MarkdownText.Of(ReportWords.Targets(finding)),
                ReportWords.Moment(finding.Window.From),
                MarkdownText.Of(finding.Summary));
        }

        Line(document);
        for (var index = 0; index < findings.Count; index++)
        {
            WriteFinding(document, index + 1, findings[index], detections.GetValueOrDefault(findings[index].Detection));
        }
    }

    private static void WriteFinding(StringBuilder document, int number, Finding finding, DetectionMetadata? metadata)
    {
        Line(document, $"### {Number(number)}. {Sentence(ReportWords.Of(finding.Severity))}: {MarkdownText.Of(finding.Title)} from {MarkdownText.Code(finding.Source)}");
        Line(document);
        Line(document, MarkdownText.Of(finding.Summary));
        Line(document);
        Line(document, $"- Detection: {MarkdownText.Code(finding.Detection)} version {Number(finding.DetectionVersion)}");
        Line(document, $"- Window: {ReportWords.Window(finding.Window)}");
        Line(document, $"- Targets: {string.Join(", ", finding.Targets.Select(MarkdownText.Code))} ({ReadableNumber.Count(finding.TargetCount)} in all)");
        if (finding.Port is { } port)
        {
            Line(document, $"- Port: {Number(port)}");
        }

        if (finding.Accounts.Count > 0)
        {
            Line(document, $"- Accounts: {string.Join(", ", finding.Accounts.Select(MarkdownText.Code))}");
        }

        Line(document, $"- Who started it: {ReportWords.Of(finding.Certainty)}");
        Line(document, $"- Fingerprint: {MarkdownText.Code(finding.Fingerprint)}");
        Line(document);
        WriteEvidence(document, finding.Evidence);
        WriteNextSteps(document, finding, metadata);
    }

    private static void WriteEvidence(StringBuilder document, FindingEvidence evidence)
    {
        if (evidence.Counts.Count > 0)
        {
            Row(document, "Evidence", "Value", "Threshold");
            Row(document, "---", "---:", "---:");
            foreach (var count in evidence.Counts)
            {
                Row(
                    document,
                    MarkdownText.Of(ReportWords.CountName(count.Name)),
                    MarkdownText.Of(ReadableNumber.Amount(count.Value, count.Unit)),
                    count.Threshold is { } threshold ? MarkdownText.Of(ReadableNumber.Amount(threshold, count.Unit)) : "");
            }

            Line(document);
        }

        if (evidence.TopPorts.Count > 0)
        {
            Line(document, $"Top ports: {string.Join(", ", evidence.TopPorts.Select(port => $"{MarkdownText.Of(ReportWords.Port(port))} {ReadableNumber.Count(port.Connections)}×"))}");
            Line(document);
        }

        if (evidence.TopPeers.Count > 0)
        {
            Line(document, $"Top peers: {string.Join(", ", evidence.TopPeers.Select(peer => $"{MarkdownText.Code(peer.Address)} {ReadableNumber.Count(peer.Connections, "connections")} {ReadableNumber.Bytes(peer.Bytes)}"))}");
            Line(document);
        }

        if (evidence.Samples.Count > 0)
        {
            Row(document, "Sample from", "Target", "Protocol", "First seen", "Lasted", "Out", "Back", "Outcome");
            Row(document, "---", "---", "---", "---", "---:", "---:", "---:", "---");
            foreach (var sample in evidence.Samples)
            {
                Row(
                    document,
                    MarkdownText.Code($"{sample.Source} {Number(sample.SourcePort)}"),
                    MarkdownText.Code($"{sample.Target} {Number(sample.TargetPort)}"),
                    ReportWords.Protocol(sample.Protocol),
                    ReportWords.Moment(sample.From),
                    ReadableNumber.Duration(sample.To - sample.From),
                    ReadableNumber.Bytes(sample.BytesOut),
                    ReadableNumber.Bytes(sample.BytesBack),
                    MarkdownText.Of(sample.Outcome));
            }

            Line(document);
        }

        if (evidence.MissingFields.Count > 0)
        {
            Line(document, $"Would be surer with: {string.Join(", ", evidence.MissingFields.Select(MarkdownText.Code))}");
            Line(document);
        }

        foreach (var note in evidence.Notes)
        {
            Line(document, $"> {MarkdownText.Of(note)}");
            Line(document);
        }
    }

    private static void WriteNextSteps(StringBuilder document, Finding finding, DetectionMetadata? metadata)
    {
        if (metadata is null)
        {
            return;
        }

        Line(document, "Next steps:");
        Line(document);
        for (var index = 0; index < metadata.NextSteps.Count; index++)
        {
            Line(document, $"{Number(index + 1)}. {MarkdownText.Of(metadata.NextSteps[index])}");
        }

        Line(document);
        if (SourceQuery.For(finding, metadata) is { } query)
        {
            Line(document, "CloudWatch Logs Insights:");
            Line(document);
            Line(document, MarkdownText.Block(query));
            Line(document);
        }

        if (metadata.Techniques.Count > 0)
        {
            Line(document, $"MITRE ATT&CK: {string.Join(", ", metadata.Techniques.Select(technique => MarkdownText.Of($"{technique.Id} {technique.Name} ({technique.Tactic})")))}");
            Line(document);
        }
    }

    private static void WriteSuppressed(StringBuilder document, IReadOnlyList<SuppressedFinding> suppressed)
    {
        Line(document, "## Suppressed");
        Line(document);
        if (suppressed.Count == 0)
        {
            Line(document, "None.");
            Line(document);
            return;
        }

        Row(document, "Detection", "Source", "Severity", "Suppression", "Covers", "Owner", "Reason", "Until");
        Row(document, "---", "---", "---", "---", "---", "---", "---", "---");
        foreach (var (finding, suppression) in suppressed)
        {
            Row(
                document,
                MarkdownText.Code(finding.Detection),
                MarkdownText.Code(finding.Source),
                ReportWords.Of(finding.Severity),
                MarkdownText.Of(suppression.Name),
                MarkdownText.Of(ReportWords.Scope(suppression)),
                MarkdownText.Of(suppression.Owner),
                MarkdownText.Of(suppression.Reason),
                ReportWords.Moment(suppression.Expires));
        }

        Line(document);
    }

    private static void WriteCoverage(StringBuilder document, ScanReport report)
    {
        Line(document, "## Coverage");
        Line(document);
        Row(document, "Detection", "Level", "With this input it");
        Row(document, "---", "---", "---");
        foreach (var coverage in report.Coverage)
        {
            var level = ReportWords.Of(coverage.Level);
            Row(
                document,
                MarkdownText.Code(coverage.Detection),
                coverage.Level == CoverageLevel.None ? $"**{level}**" : level,
                MarkdownText.Of(ReportWords.Coverage(coverage)));
        }

        Line(document);
    }

    private static void WriteBlindSpots(StringBuilder document)
    {
        Line(document, "## What flow logs never contain");
        Line(document);
        foreach (var blindSpot in BlindSpots.All)
        {
            Line(document, $"- {MarkdownText.Of(blindSpot)}");
        }
    }

    private static void Line(StringBuilder document, string text = "") => document.Append(text).Append('\n');

    private static void Row(StringBuilder document, params ReadOnlySpan<string> cells)
    {
        document.Append('|');
        foreach (var cell in cells)
        {
            document.Append(' ').Append(cell).Append(" |");
        }

        document.Append('\n');
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Sentence(string text) => string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1));
}
