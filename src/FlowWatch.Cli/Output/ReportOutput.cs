using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Reports;

namespace FlowWatch.Cli.Output;

/// <summary>Writes a report where <c>--output</c> and <c>--format</c> say. Opened before the work, so that a place that cannot be written is told at once.</summary>
internal sealed class ReportOutput : IDisposable
{
    private readonly Terminal terminal;
    private readonly string color;
    private readonly string format;
    private readonly OutputFile? file;

    /// <summary>Opens it.</summary>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public ReportOutput(Terminal terminal, string? format, string? path, string color, IReadOnlyCollection<string>? inputs = null)
    {
        this.terminal = terminal;
        this.color = color;
        this.format = format ?? (path is null ? null : ScanReportWriters.FormatForPath(path)) ?? TableReportWriter.FormatName;
        file = path is null ? null : OutputFile.Open("--output", path, inputs);
    }

    /// <summary>The formats, as <c>--format</c> takes them.</summary>
    public static string[] Formats { get; } = [TableReportWriter.FormatName, .. ScanReportWriters.All.Select(writer => writer.Format)];

    /// <summary>Writes the report.</summary>
    public async Task WriteAsync(ScanReport report, CancellationToken cancellationToken)
    {
        var stream = file?.Stream ?? terminal.Output;
        var text = new StreamWriter(stream, new System.Text.UTF8Encoding(false), 4096, leaveOpen: true);
        await using (text.ConfigureAwait(false))
        {
            var writer = ScanReportWriters.Find(format) ?? new TableReportWriter(terminal.CreateConsole(text, file is not null || terminal.IsOutputRedirected, color));
            await writer.WriteAsync(report, DetectionCatalog.Default.Metadata, stream, cancellationToken).ConfigureAwait(false);
        }

        file?.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();
}
