using System.Globalization;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Diagnostics.Answers;

/// <summary>Values of a table as people read them.</summary>
public static class DiagnosticCell
{
    /// <summary>The text of a value; a dash where there is none.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="value">The value.</param>
    public static string Text(DiagnosticColumn column, object? value)
    {
        ArgumentNullException.ThrowIfNull(column);
        return (column.Kind, value) switch
        {
            (_, null) => "-",
            (DiagnosticColumnKind.Bytes, long bytes) => ReadableNumber.Bytes(bytes),
            (DiagnosticColumnKind.Count, long count) => ReadableNumber.Count(count),
            (DiagnosticColumnKind.Seconds, long seconds) => ReadableNumber.Duration(TimeSpan.FromSeconds(seconds)),
            (DiagnosticColumnKind.Protocol, long protocol) => protocol is >= 0 and <= byte.MaxValue ? ReportWords.Protocol((int)protocol) : protocol.ToString(CultureInfo.InvariantCulture),
            (_, long number) => number.ToString(CultureInfo.InvariantCulture),
            (_, decimal amount) => string.Create(CultureInfo.InvariantCulture, $"${amount:N2}"),
            (_, bool flag) => flag ? "yes" : "no",
            (_, DateTimeOffset instant) => ReportWords.Moment(instant),
            (_, var other) => VisibleText.Of(other.ToString() ?? ""),
        };
    }

    /// <summary>Whether values stand on the right of their column.</summary>
    /// <param name="kind">The kind of the column.</param>
    public static bool IsNumeric(DiagnosticColumnKind kind) =>
        kind is DiagnosticColumnKind.Bytes or DiagnosticColumnKind.Count or DiagnosticColumnKind.Number or DiagnosticColumnKind.Seconds or DiagnosticColumnKind.Dollars;

    /// <summary>The name of a column in words: <c>first seen</c>.</summary>
    /// <param name="column">The column.</param>
    public static string Heading(DiagnosticColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return column.Name.Replace('-', ' ');
    }
}
