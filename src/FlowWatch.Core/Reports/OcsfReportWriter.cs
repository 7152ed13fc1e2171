using System.Text.Json;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Reports;

/// <summary>
/// An array of OCSF Detection Finding events (class 2004). Only attributes that OCSF 1.3.0 knows and later versions kept are written.
/// Suppressed findings are events too, with the status OCSF has for them.
/// </summary>
internal sealed class OcsfReportWriter : IScanReportWriter
{
    public const string FormatName = "ocsf";

    public string Format => FormatName;

    public async Task WriteAsync(
        ScanReport report,
        IReadOnlyDictionary<string, DetectionMetadata> detections,
        Stream output,
        CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, ReportJson.Indented);
        json.WriteStartArray();
        foreach (var finding in report.Findings)
        {
            OcsfEvent.Write(json, report, finding, detections.GetValueOrDefault(finding.Detection), suppression: null);
        }

        foreach (var (finding, suppression) in report.Suppressed)
        {
            OcsfEvent.Write(json, report, finding, detections.GetValueOrDefault(finding.Detection), suppression);
        }

        json.WriteEndArray();
        await json.FlushAsync(cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }
}
