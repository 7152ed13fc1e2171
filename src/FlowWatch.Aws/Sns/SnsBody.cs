using System.Globalization;
using System.Text;
using FlowWatch.Core.Reports;

namespace FlowWatch.Aws.Sns;

/// <summary>
/// The text of a message: first what people read, then the same as JSON. What is too long loses the JSON's blanks, then the JSON, then the
/// end of the text; the message says so. A JSON part is whole or not there: half of one would be of use to nobody.
/// </summary>
internal static class SnsBody
{
    /// <summary>What stands between the text and the JSON.</summary>
    public const string JsonHeading = "\n\nJSON:\n";

    /// <summary>The body.</summary>
    /// <param name="text">The text for people.</param>
    /// <param name="json">The same as JSON.</param>
    /// <param name="limit">The most bytes it may have in UTF-8.</param>
    public static string Of(string text, string json, int limit)
    {
        var people = Clean(text);
        var whole = people + JsonHeading + json;
        if (Bytes(whole) <= limit) return whole;

        var compact = people + JsonHeading + WithoutBlanks(json);
        if (Bytes(compact) <= limit) return compact;

        var withoutJson = people + Note($"The JSON part ({Kilobytes(json)}) is left out: with it the message would be longer than SNS takes.");
        if (Bytes(withoutJson) <= limit) return withoutJson;

        var note = Note($"The text ({Kilobytes(people)}) is cut here, and the JSON part ({Kilobytes(json)}) is left out: the message would be longer than SNS takes.");
        return Start(people, limit - Bytes(note)) + note;
    }

    /// <summary>How many bytes a text has in UTF-8.</summary>
    public static int Bytes(string text) => Encoding.UTF8.GetByteCount(text);

    // Names in findings come from logs and from AWS: nothing in them may steer a terminal or a mail program. Lines stay lines.
    private static string Clean(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => string.Join('\t', line.Split('\t').Select(VisibleText.Of)))).Trim();

    private static string Note(string text) => $"\n\n({text})";

    private static string Kilobytes(string text) => string.Create(CultureInfo.InvariantCulture, $"{(Bytes(text) + 1_023) / 1_024:N0} KB");

    // Token by token would need a reader that gives numbers and escapes back as they were; blanks outside strings are all there is to leave out.
    private static string WithoutBlanks(string json)
    {
        var compact = new StringBuilder(json.Length);
        var inString = false;
        for (var index = 0; index < json.Length; index++)
        {
            var character = json[index];
            if (inString && character == '\\' && index + 1 < json.Length)
            {
                compact.Append(character).Append(json[++index]);
                continue;
            }

            if (character == '"') inString = !inString;
            if (inString || character is not (' ' or '\t' or '\r' or '\n')) compact.Append(character);
        }

        return compact.ToString();
    }

    private static string Start(string text, int bytes)
    {
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0) break;
            length += rune.Utf16SequenceLength;
        }

        return text[..length].TrimEnd();
    }
}
