using System.Text;

namespace FlowWatch.Cli.Output;

/// <summary>Rows of text in columns, for people and for <c>awk</c>: no frames, no colour.</summary>
internal static class TextTable
{
    private const string Gap = "  ";
    private const int WidestColumn = 70;

    /// <summary>The lines.</summary>
    /// <param name="rows">The rows, the heads of the columns first; each has as many cells.</param>
    public static string Of(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Count).Select(column => Math.Min(WidestColumn, rows.Max(row => row[column].Length))).ToList();
        var text = new StringBuilder();
        foreach (var row in rows) text.Append(string.Join(Gap, row.Zip(widths, (cell, width) => cell.PadRight(width))).TrimEnd()).Append('\n');
        return text.ToString();
    }
}
