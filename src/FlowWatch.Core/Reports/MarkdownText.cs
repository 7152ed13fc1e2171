using System.Text;

namespace FlowWatch.Core.Reports;

/// <summary>Untrusted text inside Markdown: always text, never markup, links or HTML, and never a new line or table cell.</summary>
internal static class MarkdownText
{
    private const string Punctuation = "\\`*_{}[]()#+!|~$=:@/^";

    /// <summary>The text as running text.</summary>
    public static string Of(string text)
    {
        var visible = VisibleText.Of(text);
        var escaped = new StringBuilder(visible.Length + 16);
        for (var index = 0; index < visible.Length; index++)
        {
            var character = visible[index];
            switch (character)
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '/' or ':' or '(' or ')' or '+' or '=' or '#' or '!' or '$' when !IsRisky(visible, index):
                    escaped.Append(character);
                    break;
                case '.' when EndsAutolinkPrefix(visible, index) || EndsListNumber(visible, index):
                case '-' when index == 0:
                    escaped.Append('\\').Append(character);
                    break;
                default:
                    if (Punctuation.Contains(character, StringComparison.Ordinal))
                    {
                        escaped.Append('\\');
                    }

                    escaped.Append(character);
                    break;
            }
        }

        return escaped.ToString();
    }

    /// <summary>The text as a code span, or as running text where a code span cannot hold it.</summary>
    public static string Code(string text)
    {
        var visible = VisibleText.Of(text);

        // Renderers disagree on a pipe behind a backslash inside a code span of a table; running text has no such corner.
        if (visible.Contains('|', StringComparison.Ordinal))
        {
            return Of(text);
        }

        if (visible.Length == 0)
        {
            return "";
        }

        var fence = new string('`', LongestRun(visible) + 1);
        var padding = visible.StartsWith('`') || visible.EndsWith('`') || visible.Trim().Length < visible.Length ? " " : "";
        return $"{fence}{padding}{visible}{padding}{fence}";
    }

    /// <summary>The text as a fenced block; its line breaks stay.</summary>
    public static string Block(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(VisibleText.Of);
        var body = string.Join('\n', lines);
        var fence = new string('`', Math.Max(3, LongestRun(body) + 1));
        return $"{fence}\n{body}\n{fence}";
    }

    // Most punctuation is only markup at the start of a line or beside its like; escaping all of it would make the source unreadable.
    private static bool IsRisky(string text, int index) => text[index] switch
    {
        ':' => index + 1 < text.Length && text[index + 1] == '/',
        '/' => index > 0 && text[index - 1] is ':' or '/',
        '(' or ')' => index > 0 && text[index - 1] == ']',
        '!' => index + 1 < text.Length && text[index + 1] == '[',
        '$' => true,
        _ => index == 0,
    };

    private static bool EndsAutolinkPrefix(string text, int index) =>
        index >= 3 && text.AsSpan(index - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase);

    private static bool EndsListNumber(string text, int index) =>
        index > 0 && text.AsSpan(0, index).IndexOfAnyExceptInRange('0', '9') < 0
        && (index + 1 == text.Length || text[index + 1] == ' ');

    private static int LongestRun(string text)
    {
        var longest = 0;
        var current = 0;
        foreach (var character in text)
        {
            current = character == '`' ? current + 1 : 0;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
