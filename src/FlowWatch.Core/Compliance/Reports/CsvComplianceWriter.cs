using System.Globalization;
using System.Text;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Compliance.Reports;

/// <summary>One result per row (RFC 4180), always with a header; lists inside a field are joined with <c>"; "</c>. A target of which nothing could be judged has one row.</summary>
internal sealed class CsvComplianceWriter : IComplianceReportWriter
{
    private const string ListSeparator = "; ";

    // Column name and the text in it: one line adds a column.
    private static readonly (string Name, Func<ComplianceRow, string> Text)[] Columns =
    [
        ("report", row => row.Report.Id),
        ("generatedAt", row => ReportWords.Iso(row.Report.GeneratedAt)),
        ("target", row => row.Target.Target),
        ("account", row => row.Target.Account),
        ("region", row => row.Target.Region),
        ("environment", row => row.Target.Environment),
        ("requirements", row => string.Join(ListSeparator, row.Requirements)),
        ("control", row => row.Result?.Control ?? ""),
        ("controlVersion", row => row.Result?.ControlVersion.ToString(CultureInfo.InvariantCulture) ?? ""),
        ("title", row => row.Control?.Title ?? ""),
        ("severity", row => row.Control is { } control ? ReportWords.Of(control.Severity) : ""),
        ("status", row => ComplianceWords.Of(row.Status)),
        ("resource", row => row.Resource),
        ("statement", row => row.Statement),
        ("evidence", row => string.Join(ListSeparator, row.Result?.Evidence.Select(evidence => $"{evidence.Name}: {evidence.Value} ({evidence.Source})") ?? [])),
        ("missingPermissions", row => string.Join(ListSeparator, row.Result?.NotSeen.Select(failure => failure.Action).Distinct() ?? [])),
        ("suppressionOwner", row => row.Result?.Suppression?.Owner ?? ""),
        ("suppressionReason", row => row.Result?.Suppression?.Reason ?? ""),
        ("suppressionExpires", row => row.Result?.Suppression is { } suppression ? ReportWords.Iso(suppression.Expires) : ""),
        ("remediation", row => row.Status is ControlStatus.Fail or ControlStatus.Suppressed ? row.Control?.Remediation.Steps ?? "" : ""),
        ("documentation", row => row.Control?.Documentation ?? ""),
    ];

    public string Format => "csv";

    public string ContentType => "text/csv; charset=utf-8";

    public async Task WriteAsync(ComplianceReportView view, Stream output, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(false), 1 << 14, leaveOpen: true) { NewLine = "\r\n" };
        await text.WriteLineAsync(string.Join(',', Columns.Select(column => column.Name)).AsMemory(), cancellationToken);
        foreach (var row in ComplianceRow.Of(view.Report)) await text.WriteLineAsync(string.Join(',', Columns.Select(column => CsvField.Of(column.Text(row)))).AsMemory(), cancellationToken);
    }
}
