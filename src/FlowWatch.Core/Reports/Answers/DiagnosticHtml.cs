using System.Text;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Reports.Html;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.Core.Reports.Answers;

/// <summary>Writes an answer as one self-contained page: no script, nothing loaded from anywhere, every value encoded by the component renderer.</summary>
internal static class DiagnosticHtml
{
    public static async Task WriteAsync(Stream output, DiagnosticAnswer answer, string version, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().BuildServiceProvider();
        await using (services.ConfigureAwait(false))
        {
            var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
            await using (renderer.ConfigureAwait(false))
            {
                var page = await renderer.Dispatcher.InvokeAsync(async () =>
                {
                    var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(DiagnosticPage.Answer)] = answer, [nameof(DiagnosticPage.Version)] = version });
                    return (await renderer.RenderComponentAsync<DiagnosticPage>(parameters).ConfigureAwait(false)).ToHtmlString();
                }).ConfigureAwait(false);
                await output.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
