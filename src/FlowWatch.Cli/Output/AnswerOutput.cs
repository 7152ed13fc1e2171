using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Reports.Answers;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;

namespace FlowWatch.Cli.Output;

/// <summary>Writes an answer where <c>--output</c> and <c>--format</c> say. Opened before the work, so that a place that cannot be written is told at once.</summary>
internal sealed class AnswerOutput : IDisposable
{
    private const string Table = "table";

    private readonly Terminal terminal;
    private readonly string format;
    private readonly OutputFile? file;

    /// <summary>Opens it.</summary>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public AnswerOutput(Terminal terminal, string? format, string? path, IReadOnlyCollection<string>? inputs = null)
    {
        this.terminal = terminal;
        var byExtension = Path.GetExtension(path)?.TrimStart('.').ToLowerInvariant();
        this.format = format?.ToLowerInvariant() ?? DiagnosticAnswerWriter.Formats.FirstOrDefault(one => one == byExtension) ?? Table;
        file = path is null ? null : OutputFile.Open("--output", path, inputs);
    }

    /// <summary>The formats, as <c>--format</c> takes them.</summary>
    public static string[] Formats { get; } = [Table, .. DiagnosticAnswerWriter.Formats];

    /// <summary>Writes the answer.</summary>
    public async Task WriteAsync(DiagnosticAnswer answer, bool isExplained, CancellationToken cancellationToken)
    {
        var stream = file?.Stream ?? terminal.Output;
        if (format != Table)
        {
            await DiagnosticAnswerWriter.WriteAsync(answer, format, Application.Version, stream, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var text = new StreamWriter(stream, new System.Text.UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\n" };
            await using (text.ConfigureAwait(false)) Write(text, answer, isExplained);
        }

        file?.Commit();
    }

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private static void Write(TextWriter text, DiagnosticAnswer answer, bool isExplained)
    {
        if (isExplained)
        {
            foreach (var query in answer.Queries) text.WriteLine($"# {VisibleText.Of(query.Name)}\n{query.Text}\n");
        }

        foreach (var table in answer.Tables)
        {
            if (answer.Tables.Count > 1) text.WriteLine(table.Title);
            WriteTable(text, table);
            text.WriteLine();
        }

        foreach (var note in answer.Notes) text.WriteLine($"note: {VisibleText.Of(note)}");
        foreach (var what in answer.NotVerified) text.WriteLine($"NOT VERIFIED: {VisibleText.Of(what)}");
        if (answer.Statistics is { } statistics) text.WriteLine($"{ReadableNumber.Bytes(statistics.Bytes)} read in {ReadableNumber.Count(statistics.Scans, "passes")}{ReportWords.CloudUsage(statistics.CloudUsage)}");
    }

    private static void WriteTable(TextWriter text, DiagnosticTable table)
    {
        if (table.Rows.Count == 0)
        {
            text.WriteLine("nothing");
            return;
        }

        var cells = table.Rows.Select(row => table.Columns.Zip(row, DiagnosticCell.Text).ToList()).Prepend([.. table.Columns.Select(DiagnosticCell.Heading)]).ToList();
        var widths = table.Columns.Index().Select(column => cells.Max(row => row[column.Index].Length)).ToList();
        foreach (var row in cells)
        {
            text.WriteLine(string.Join("  ", row.Index().Select(cell => DiagnosticCell.IsNumeric(table.Columns[cell.Index].Kind) ? cell.Item.PadLeft(widths[cell.Index]) : cell.Item.PadRight(widths[cell.Index]))).TrimEnd());
        }
    }
}
