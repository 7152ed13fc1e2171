using System.Text;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Reports.Html;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.Core.Reports;

/// <summary>One self-contained page: no script, nothing loaded from anywhere, every value encoded by the component renderer.</summary>
internal sealed class HtmlReportWriter : IScanReportWriter
{
    public const string FormatName = "html";

    public string Format => FormatName;

    public async Task WriteAsync(
        ScanReport report,
        IReadOnlyDictionary<string, DetectionMetadata> detections,
        Stream output,
        CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        var page = await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(ScanReportPage.Report)] = report,
                [nameof(ScanReportPage.Detections)] = detections,
            });
            var root = await renderer.RenderComponentAsync<ScanReportPage>(parameters);
            return root.ToHtmlString();
        });
        await output.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken);
    }
}
