namespace FlowWatch.Core.Compliance.Reports;

/// <summary>The report as it is stored, byte for byte, so that its hash can be checked.</summary>
internal sealed class JsonComplianceWriter : IComplianceReportWriter
{
    public string Format => "json";

    public string ContentType => "application/json; charset=utf-8";

    public async Task WriteAsync(ComplianceReportView view, Stream output, CancellationToken cancellationToken) => await output.WriteAsync(view.Content, cancellationToken);
}
