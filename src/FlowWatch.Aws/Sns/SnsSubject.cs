using System.Text;

namespace FlowWatch.Aws.Sns;

/// <summary>Makes any text a subject that SNS takes: printable ASCII on one line that does not begin with a blank, never empty, not too long.</summary>
internal static class SnsSubject
{
    private const string Fallback = "FlowWatch alert";

    private const string Cut = "...";

    /// <summary>The subject.</summary>
    /// <param name="title">Any text.</param>
    public static string Of(string title)
    {
        var subject = new StringBuilder();
        foreach (var rune in title.EnumerateRunes())
        {
            var text = Ascii(rune);
            if (text == " " && (subject.Length == 0 || subject[^1] == ' ')) continue;
            subject.Append(text);

            // A hostile title may be of any length.
            if (subject.Length > 2 * SnsLimits.SubjectCharacters) break;
        }

        var line = subject.ToString().TrimEnd();
        if (line.Length == 0) return Fallback;
        return line.Length <= SnsLimits.SubjectCharacters ? line : line[..(SnsLimits.SubjectCharacters - Cut.Length)].TrimEnd() + Cut;
    }

    private static string Ascii(Rune rune) => rune.Value switch
    {
        '–' or '—' or '−' or '‐' or '‑' => "-",
        '‘' or '’' => "'",
        '“' or '”' => "\"",
        '…' => Cut,
        '→' => "->",
        '×' => "x",
        '≥' => ">=",
        '≤' => "<=",
        < 0x20 or 0x7F => " ",
        < 0x7F => ((char)rune.Value).ToString(),
        _ => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune) ? " " : "?",
    };
}
