using System.Globalization;

namespace FlowWatch.Core.FlowLogs;

/// <summary>Makes text from a log fit to be shown: short, on one line, and without characters that would steer a terminal.</summary>
internal static class PrintableText
{
    /// <summary>The most characters of a value that are shown.</summary>
    public const int Limit = 40;

    private const char Replacement = '\uFFFD';

    public static string From(ReadOnlySpan<char> text)
    {
        Span<char> shown = stackalloc char[Limit + 1];
        var length = Math.Min(text.Length, Limit);
        for (var i = 0; i < length; i++)
        {
            shown[i] = IsPrintable(text[i]) ? text[i] : Replacement;
        }

        if (text.Length > Limit)
        {
            shown[length++] = '…';
        }

        return new string(shown[..length]);
    }

    // Format characters include the marks that reverse the direction of the text after them; halves of surrogate pairs
    // are replaced because the cut may separate them.
    private static bool IsPrintable(char character) => char.IsAscii(character)
        ? !char.IsControl(character)
        : char.GetUnicodeCategory(character) is not (
            UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned);
}
