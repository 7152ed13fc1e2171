using System.Text.Json;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Compliance.Reports;

/// <summary>An array of OCSF Compliance Finding events (class 2003), one per result. Only attributes that OCSF 1.3.0 knows and later versions kept are written.</summary>
internal sealed class OcsfComplianceWriter : IComplianceReportWriter
{
    public string Format => "ocsf";

    public string ContentType => "application/json; charset=utf-8";

    public async Task WriteAsync(ComplianceReportView view, Stream output, CancellationToken cancellationToken)
    {
        await using var json = new Utf8JsonWriter(output, ReportJson.Indented);
        json.WriteStartArray();
        foreach (var row in ComplianceRow.Of(view.Report)) OcsfComplianceEvent.Write(json, row);
        json.WriteEndArray();
        await json.FlushAsync(cancellationToken);
        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }
}
