using FlowWatch.Core.Compliance.Reports;

namespace FlowWatch.Cli.Output;

/// <summary>Writes a compliance report where <c>--output</c> and <c>--format</c> say. Opened before the work, so that a place that cannot be written is told at once.</summary>
internal sealed class ComplianceOutput : IDisposable
{
    private readonly Terminal terminal;
    private readonly IComplianceReportWriter? writer;
    private readonly OutputFile? file;

    /// <summary>Opens it.</summary>
    /// <param name="terminal">Where it goes without a path.</param>
    /// <param name="format">The format; null tells it by the path.</param>
    /// <param name="path">The file; null is the terminal.</param>
    /// <param name="option">The option that named the file, for messages.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public ComplianceOutput(Terminal terminal, string? format, string? path, string option = "--output")
    {
        this.terminal = terminal;
        writer = format is not null ? ComplianceReportWriters.Find(format) : path is not null ? ComplianceReportWriters.ForPath(path) : null;
        file = path is null ? null : OutputFile.Open(option, path);
    }

    /// <summary>Writes the report.</summary>
    public async Task WriteAsync(ComplianceReportView view, CancellationToken cancellationToken)
    {
        var stream = file?.Stream ?? terminal.Output;
        if (writer is not null)
        {
            await writer.WriteAsync(view, stream, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var text = new StreamWriter(stream, new System.Text.UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };
            await using (text.ConfigureAwait(false)) ComplianceText.Write(text, view, terminal.Width ?? 120);
        }

        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        file?.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();
}
