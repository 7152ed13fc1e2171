using System.Globalization;
using System.Text;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Reports;

/// <summary>One finding per row (RFC 4180), always with a header; lists inside a field are joined with <c>"; "</c>.</summary>
internal sealed class CsvReportWriter : IScanReportWriter
{
    public const string FormatName = "csv";

    private const string ListSeparator = "; ";

    // Column name and the text in it: one line adds a column.
    private static readonly (string Name, Func<Finding, DetectionMetadata?, string> Text)[] Columns =
    [
        ("detection", (finding, _) => finding.Detection),
        ("detectionVersion", (finding, _) => Number(finding.DetectionVersion)),
        ("severity", (finding, _) => ReportWords.Of(finding.Severity)),
        ("certainty", (finding, _) => ReportWords.Of(finding.Certainty)),
        ("source", (finding, _) => finding.Source),
        ("targets", (finding, _) => string.Join(ListSeparator, finding.Targets)),
        ("targetCount", (finding, _) => Number(finding.TargetCount)),
        ("port", (finding, _) => finding.Port is { } port ? Number(port) : ""),
        ("accounts", (finding, _) => string.Join(ListSeparator, finding.Accounts)),
        ("title", (finding, _) => finding.Title),
        ("summary", (finding, _) => finding.Summary),
        ("from", (finding, _) => ReportWords.Iso(finding.Window.From)),
        ("to", (finding, _) => ReportWords.Iso(finding.Window.To)),
        ("counts", (finding, _) => string.Join(ListSeparator, finding.Evidence.Counts.Select(Count))),
        ("topPorts", (finding, _) => string.Join(ListSeparator, finding.Evidence.TopPorts.Select(port => Number(port.Port)))),
        ("topPeers", (finding, _) => string.Join(ListSeparator, finding.Evidence.TopPeers.Select(peer => peer.Address))),
        ("missingFields", (finding, _) => string.Join(ListSeparator, finding.Evidence.MissingFields)),
        ("notes", (finding, _) => string.Join(ListSeparator, finding.Evidence.Notes)),
        ("techniques", (_, metadata) => string.Join(ListSeparator, metadata?.Techniques.Select(technique => technique.Id) ?? [])),
        ("nextSteps", (_, metadata) => string.Join(ListSeparator, metadata?.NextSteps ?? [])),
        ("fingerprint", (finding, _) => finding.Fingerprint),
    ];

    public string Format => FormatName;

    public async Task WriteAsync(
        ScanReport report,
        IReadOnlyDictionary<string, DetectionMetadata> detections,
        Stream output,
        CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', Columns.Select(column => column.Name)).AsMemory(), cancellationToken);
        foreach (var finding in report.Findings)
        {
            var metadata = detections.GetValueOrDefault(finding.Detection);
            var row = string.Join(',', Columns.Select(column => CsvField.Of(column.Text(finding, metadata))));
            await writer.WriteLineAsync(row.AsMemory(), cancellationToken);
        }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Count(EvidenceCount count) =>
        $"{count.Name}={Number(count.Value)} {count.Unit}{(count.Threshold is { } threshold ? $" (threshold {Number(threshold)})" : "")}";
}
