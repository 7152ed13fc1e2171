using System.Text.Json;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Reports;

/// <summary>The whole report as one JSON object, described by <c>docs/schemas/scan-report.schema.json</c>.</summary>
internal sealed class JsonReportWriter : IScanReportWriter
{
    public const string FormatName = "json";

    public string Format => FormatName;

    public async Task WriteAsync(
        ScanReport report,
        IReadOnlyDictionary<string, DetectionMetadata> detections,
        Stream output,
        CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, ReportJson.Indented);
        ReportJson.Write(json, report, detections);
        await json.FlushAsync(cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }
}
