using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Reports.Html;

namespace FlowWatch.Core.Reports.Answers;

/// <summary>Writes answers in the formats that go to files and over HTTP.</summary>
public static class DiagnosticAnswerWriter
{
    /// <summary>The formats: <c>json</c>, <c>csv</c>, <c>html</c>.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["json", "csv", "html"];

    /// <summary>The policy that a page of <c>html</c> must be sent with.</summary>
    public static string ContentSecurityPolicy => ReportStyle.ContentSecurityPolicy;

    /// <summary>The media type of a format.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    public static string MediaType(string format) => format switch
    {
        "json" => "application/json; charset=utf-8",
        "csv" => "text/csv; charset=utf-8; header=present",
        "html" => "text/html; charset=utf-8",
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format of answers."),
    };

    /// <summary>Writes an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="version">Version of FlowWatch.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public static async Task WriteAsync(DiagnosticAnswer answer, string format, string version, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        switch (format)
        {
            case "json": DiagnosticJson.Write(output, answer, version); break;
            case "csv": DiagnosticCsv.Write(output, answer); break;
            case "html": await DiagnosticHtml.WriteAsync(output, answer, version, cancellationToken).ConfigureAwait(false); break;
            default: throw new ArgumentOutOfRangeException(nameof(format), format, "Not a format of answers.");
        }
    }
}
