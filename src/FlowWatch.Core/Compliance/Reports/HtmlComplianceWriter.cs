using System.Text;
using FlowWatch.Core.Compliance.Reports.Html;
using FlowWatch.Core.Reports.Html;

namespace FlowWatch.Core.Compliance.Reports;

/// <summary>One self-contained page: no script, nothing loaded from anywhere, every value encoded by the component renderer.</summary>
internal sealed class HtmlComplianceWriter : IComplianceReportWriter
{
    public string Format => "html";

    public string ContentType => "text/html; charset=utf-8";

    public async Task WriteAsync(ComplianceReportView view, Stream output, CancellationToken cancellationToken)
    {
        var page = await HtmlPage.RenderAsync<ComplianceReportPage>(new() { [nameof(ComplianceReportPage.View)] = view });
        await output.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken);
    }
}
