using System.Globalization;
using System.Text;

namespace FlowWatch.Core.Reports;

/// <summary>
/// Makes every character of an untrusted text visible. File names, reasons and fields of a log may hold terminal
/// escapes, line breaks or marks that turn the reading direction; no output but JSON (which has escapes of its own) may pass them on.
/// </summary>
public static class VisibleText
{
    /// <summary>The text with each control, format, line-break and unpaired-surrogate character written as <c>\u001B</c>.</summary>
    /// <param name="text">Any text.</param>
    public static string Of(string text)
    {
        StringBuilder? visible = null;
        for (var index = 0; index < text.Length;)
        {
            var known = Rune.TryGetRuneAt(text, index, out var rune);
            var length = known ? rune.Utf16SequenceLength : 1;
            if (known && !IsInvisible(rune))
            {
                visible?.Append(text, index, length);
            }
            else
            {
                visible ??= new StringBuilder(text, 0, index, text.Length + 16);
                visible.Append(CultureInfo.InvariantCulture, $"\\u{(known ? rune.Value : text[index]):X4}");
            }

            index += length;
        }

        return visible?.ToString() ?? text;
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned;
}
