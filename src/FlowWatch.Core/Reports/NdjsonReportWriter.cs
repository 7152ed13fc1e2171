using System.Text.Json;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Reports;

/// <summary>One finding per line, each a JSON object that tells its schema version; nothing when there are no findings.</summary>
internal sealed class NdjsonReportWriter : IScanReportWriter
{
    public const string FormatName = "ndjson";

    public string Format => FormatName;

    public async Task WriteAsync(
        ScanReport report,
        IReadOnlyDictionary<string, DetectionMetadata> detections,
        Stream output,
        CancellationToken cancellationToken)
    {
        foreach (var finding in report.Findings)
        {
            await using (var json = new Utf8JsonWriter(output, ReportJson.Compact))
            {
                json.WriteStartObject();
                json.WriteString("schemaVersion", ScanReport.CurrentSchemaVersion);
                FindingJson.WriteProperties(json, finding, detections.GetValueOrDefault(finding.Detection));
                json.WriteEndObject();
                await json.FlushAsync(cancellationToken);
            }

            await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
        }
    }
}
