using System.Globalization;
using System.Text;
using FlowWatch.Core.Diagnostics.Answers;

namespace FlowWatch.Core.Reports.Answers;

/// <summary>
/// Writes an answer as CSV: one header and a row for each row of each table. The first column names the table; where there are several
/// tables the columns are those of all of them, empty where a table has no such column. What could not be looked at is a row of the table
/// <c>not-verified</c>, in the column <c>note</c>.
/// </summary>
internal static class DiagnosticCsv
{
    public static void Write(Stream output, DiagnosticAnswer answer)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), 4096, leaveOpen: true) { NewLine = "\r\n" };
        var columns = answer.Tables.SelectMany(table => table.Columns.Select(column => column.Name)).Distinct().ToList();
        var notes = answer.NotVerified.Select(what => ("not-verified", what)).Concat(answer.Notes.Select(note => ("note", note))).ToList();
        text.WriteLine(string.Join(',', (IEnumerable<string>)["table", .. columns, "note"]));
        foreach (var table in answer.Tables)
        {
            var places = table.Columns.Index().ToDictionary(column => column.Item.Name, column => column.Index);
            foreach (var row in table.Rows)
            {
                text.WriteLine(string.Join(',', (IEnumerable<string>)[table.Name, .. columns.Select(name => places.TryGetValue(name, out var place) ? Field(row[place]) : ""), ""]));
            }
        }

        foreach (var (kind, note) in notes) text.WriteLine(string.Join(',', (IEnumerable<string>)[kind, .. columns.Select(_ => ""), CsvField.Of(note)]));
    }

    private static string Field(object? value) => value switch
    {
        null => "",
        DateTimeOffset instant => ReportWords.Iso(instant),
        bool flag => flag ? "true" : "false",
        string text => CsvField.Of(text),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new InvalidOperationException($"A cell holds a {value.GetType().Name}."),
    };
}
