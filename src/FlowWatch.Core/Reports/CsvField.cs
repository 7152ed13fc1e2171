namespace FlowWatch.Core.Reports;

/// <summary>A text as one CSV field that a spreadsheet takes for text.</summary>
public static class CsvField
{
    // A spreadsheet runs a cell that begins with one of these as a formula; the last four are their full-width twins.
    private const string FormulaStarts = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>The field: invisible characters spelled out, formulas disarmed by a leading apostrophe, quoted where RFC 4180 asks for it.</summary>
    public static string Of(string text)
    {
        var field = VisibleText.Of(text);
        var start = field.AsSpan().TrimStart();
        if (start.Length > 0 && FormulaStarts.Contains(start[0], StringComparison.Ordinal))
        {
            field = $"'{field}";
        }

        var needsQuotes = field.AsSpan().ContainsAny('"', ',', ';')
            || field.StartsWith(' ')
            || field.EndsWith(' ');
        return needsQuotes ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;
    }
}
