namespace FlowWatch.Core.Compliance.Reports;

/// <summary>The formats of compliance reports. A new one is a class like the others and a line here.</summary>
public static class ComplianceReportWriters
{
    /// <summary>Every writer, in the order help texts list them.</summary>
    public static IReadOnlyList<IComplianceReportWriter> All { get; } =
    [
        new HtmlComplianceWriter(), // one file to keep, mail or print
        new JsonComplianceWriter(), // what is stored, to check and for programs
        new CsvComplianceWriter(),  // one result a row, for spreadsheets
        new OcsfComplianceWriter(), // for a SIEM
    ];

    /// <summary>The names of the formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. All.Select(writer => writer.Format)];

    /// <summary>What a browser may load and run for the page: nothing but its own style.</summary>
    public static string PagePolicy => Html.ComplianceStyle.ContentSecurityPolicy;

    /// <summary>The writer of a format, or null when there is none of that name.</summary>
    /// <param name="format">Name of the format; case does not matter.</param>
    public static IComplianceReportWriter? Find(string format) => All.FirstOrDefault(writer => string.Equals(writer.Format, format, StringComparison.OrdinalIgnoreCase));

    /// <summary>The writer that a file's extension asks for, or null when it asks for none.</summary>
    public static IComplianceReportWriter? ForPath(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".html" or ".htm" => Find("html"),
        ".json" => Find("json"),
        ".csv" => Find("csv"),
        _ => null,
    };
}
