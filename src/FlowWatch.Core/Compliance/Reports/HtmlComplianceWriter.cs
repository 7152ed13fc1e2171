using System.Text;
using FlowWatch.Core.Compliance.Reports.Html;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.Core.Compliance.Reports;

/// <summary>One self-contained page: no script, nothing loaded from anywhere, every value encoded by the component renderer.</summary>
internal sealed class HtmlComplianceWriter : IComplianceReportWriter
{
    public string Format => "html";

    public string ContentType => "text/html; charset=utf-8";

    public async Task WriteAsync(ComplianceReportView view, Stream output, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var page = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<ComplianceReportPage>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(ComplianceReportPage.View)] = view }))).ToHtmlString());
        await output.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken);
    }
}
