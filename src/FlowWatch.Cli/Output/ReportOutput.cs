using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Reports;

namespace FlowWatch.Cli.Output;

/// <summary>Writes a report where <c>--output</c> and <c>--format</c> say.</summary>
internal sealed class ReportOutput(Terminal terminal, string? format, string? file, string color)
{
    /// <summary>The formats, as <c>--format</c> takes them.</summary>
    public static string[] Formats { get; } = [TableReportWriter.FormatName, .. ScanReportWriters.All.Select(writer => writer.Format)];

    /// <summary>Checks that the report can be written, before any work is done.</summary>
    /// <exception cref="BadInputException">It cannot.</exception>
    public void Check()
    {
        if (file is null) return;
        if (Directory.Exists(file)) throw new BadInputException($"--output: '{file}' is a folder; name a file in it.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (folder is not null && !Directory.Exists(folder)) throw new BadInputException($"--output: there is no folder '{folder}'.");
    }

    /// <summary>Writes the report.</summary>
    public async Task WriteAsync(ScanReport report, CancellationToken cancellationToken)
    {
        var name = format ?? (file is null ? TableReportWriter.FormatName : ScanReportWriters.FormatForPath(file) ?? TableReportWriter.FormatName);
        if (file is null)
        {
            await WriteAsync(report, name, terminal.Output, terminal.IsOutputRedirected, cancellationToken).ConfigureAwait(false);
            return;
        }

        // A report is there whole or not at all.
        var unfinished = file + ".unfinished";
        try
        {
            var stream = File.Create(unfinished);
            await using (stream.ConfigureAwait(false)) await WriteAsync(report, name, stream, isRedirected: true, cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, file, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private async Task WriteAsync(ScanReport report, string name, Stream stream, bool isRedirected, CancellationToken cancellationToken)
    {
        var text = new StreamWriter(stream, new System.Text.UTF8Encoding(false), 4096, leaveOpen: true);
        await using (text.ConfigureAwait(false))
        {
            var writer = ScanReportWriters.Find(name) ?? new TableReportWriter(terminal.CreateConsole(text, isRedirected, color));
            await writer.WriteAsync(report, DetectionCatalog.Default.Metadata, stream, cancellationToken).ConfigureAwait(false);
        }
    }
}
