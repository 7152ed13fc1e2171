using System.Text;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Reports.Html;

namespace FlowWatch.Core.Reports.Answers;

/// <summary>Writes an answer as one self-contained page: no script, nothing loaded from anywhere, every value encoded by the component renderer.</summary>
internal static class DiagnosticHtml
{
    public static async Task WriteAsync(Stream output, DiagnosticAnswer answer, string version, CancellationToken cancellationToken)
    {
        var page = await HtmlPage.RenderAsync<DiagnosticPage>(new() { [nameof(DiagnosticPage.Answer)] = answer, [nameof(DiagnosticPage.Version)] = version }).ConfigureAwait(false);
        await output.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken).ConfigureAwait(false);
    }
}
