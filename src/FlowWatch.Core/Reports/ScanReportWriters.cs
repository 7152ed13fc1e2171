namespace FlowWatch.Core.Reports;

/// <summary>The catalog of report formats that are written to a stream.</summary>
public static class ScanReportWriters
{
    /// <summary>Every writer, in the order help texts list them.</summary>
    public static IReadOnlyList<IScanReportWriter> All { get; } =
    [
        new JsonReportWriter(),      // everything, for programs
        new NdjsonReportWriter(),    // one finding a line, for pipes
        new CsvReportWriter(),       // one finding a row, for spreadsheets
        new MarkdownReportWriter(),  // for tickets and wikis
        new HtmlReportWriter(),      // one file to look at, mail or print
        new OcsfReportWriter(),      // for a SIEM
    ];

    // A file's extension says what its reader expects.
    private static readonly Dictionary<string, string> FormatByExtension = new(StringComparer.OrdinalIgnoreCase)
    {
        [".json"] = JsonReportWriter.FormatName,
        [".ndjson"] = NdjsonReportWriter.FormatName,
        [".jsonl"] = NdjsonReportWriter.FormatName,
        [".csv"] = CsvReportWriter.FormatName,
        [".md"] = MarkdownReportWriter.FormatName,
        [".html"] = HtmlReportWriter.FormatName,
        [".htm"] = HtmlReportWriter.FormatName,
    };

    /// <summary>The writer of a format, or null when there is none of that name.</summary>
    /// <param name="format">Name of the format; case does not matter.</param>
    public static IScanReportWriter? Find(string format) =>
        All.FirstOrDefault(writer => string.Equals(writer.Format, format, StringComparison.OrdinalIgnoreCase));

    /// <summary>The format a file's extension asks for, or null when it asks for none.</summary>
    /// <param name="path">Path of the file to write.</param>
    public static string? FormatForPath(string path) =>
        FormatByExtension.GetValueOrDefault(Path.GetExtension(path));
}
