using System.Globalization;

namespace FlowWatch.Core.FlowLogs;

/// <summary>The texts for a log format that cannot be read. Positions count characters from 1.</summary>
internal static class FlowLogFormatErrors
{
    public const string Empty = "the log format names no field";

    public static string Unclosed(int position, ReadOnlySpan<char> found) =>
        At(position, $"'{PrintableText.From(found)}' has no closing brace");

    public static string Unnamed(int position) => At(position, "'${}' names no field");

    public static string NotAName(int position, ReadOnlySpan<char> found) =>
        At(position, $"'{PrintableText.From(found)}' is not a field name");

    public static string NotSeparated(int position, ReadOnlySpan<char> found) =>
        At(position, $"'{PrintableText.From(found)}' follows a field without a blank between them");

    public static string Duplicate(int position, FlowLogField field) =>
        At(position, $"field '{PrintableText.From(field.Name)}' is named twice");

    private static string At(int position, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"position {position}: {what}");
}
