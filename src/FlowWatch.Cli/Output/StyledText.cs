using FlowWatch.Core.Reports;
using Spectre.Console;

namespace FlowWatch.Cli.Output;

/// <summary>Lines for a person, wrapped to the console's width: plain text with colour on top, so that nothing is lost when the console has no colours or is a file.</summary>
/// <param name="console">Where to write.</param>
internal sealed class StyledText(IAnsiConsole console)
{
    /// <summary>What must not be missed.</summary>
    public static readonly Style Loud = new(Color.Red, decoration: Decoration.Bold);

    /// <summary>What should be seen.</summary>
    public static readonly Style Notable = new(Color.Yellow);

    /// <summary>What is well.</summary>
    public static readonly Style Good = new(Color.Green);

    /// <summary>What goes with something else.</summary>
    public static readonly Style Faint = new(Color.Grey);

    // A console may claim any width; below this a wrapped line is no longer readable.
    private const int SmallestTextWidth = 20;

    /// <summary>Whether the console shows more than ASCII.</summary>
    public bool IsUnicode => console.Profile.Capabilities.Unicode;

    /// <summary>Writes lines, wrapped at the console's width and indented; the first one only as far as something was already written on it.</summary>
    /// <param name="indent">Blanks before each line.</param>
    /// <param name="text">The text; what cannot be seen in it is spelt out.</param>
    /// <param name="style">Its style.</param>
    /// <param name="written">Characters that stand on the first line already.</param>
    public void Wrapped(int indent, string text, Style style, int written = 0)
    {
        var width = Math.Max(SmallestTextWidth, console.Profile.Width - indent);
        foreach (var line in WrappedText.Lines(VisibleText.Of(text), width))
        {
            Part(new string(' ', Math.Max(0, indent - written)), Style.Plain);
            Line(line, style);
            written = 0;
        }
    }

    /// <summary>Writes a whole line.</summary>
    /// <param name="text">The text, in which everything can be seen.</param>
    /// <param name="style">Its style; null is plain.</param>
    public void Line(string text, Style? style = null)
    {
        Part(text, style ?? Style.Plain);
        console.WriteLine();
    }

    /// <summary>Writes the beginning of a line.</summary>
    /// <param name="text">The text, in which everything can be seen.</param>
    /// <param name="style">Its style.</param>
    public void Part(string text, Style style)
    {
        if (text.Length == 0) return;
        // Text, never markup: untrusted brackets stay brackets. Without colours there is no decoration either, so no escape code at all.
        var plain = console.Profile.Capabilities is not { Ansi: true, ColorSystem: not ColorSystem.NoColors };
        console.Write(new Text(text, plain ? Style.Plain : style));
    }
}
