using System.Text;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Reports.Html;

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
        var page = await HtmlPage.RenderAsync<ScanReportPage>(new()
        {
            [nameof(ScanReportPage.Report)] = report,
            [nameof(ScanReportPage.Detections)] = detections,
        });
        await output.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken);
    }
}
