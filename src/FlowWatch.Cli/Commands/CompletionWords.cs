namespace FlowWatch.Cli.Commands;

/// <summary>What a shell is offered for the word being typed.</summary>
internal static class CompletionWords
{
    /// <summary>Leaves out the spellings of other systems, and options while no option is being typed, so that a shell can offer files instead.</summary>
    /// <param name="arguments">The command line of the question: <c>[suggest:POSITION]</c> and the line it is about.</param>
    /// <param name="words">All words that fit, one a line.</param>
    public static string Filter(IReadOnlyList<string> arguments, string words)
    {
        var line = arguments.Count > 1 ? arguments[1] : "";
        var typed = int.TryParse(arguments[0].AsSpan("[suggest:".Length..^1), out var position) ? line[..Math.Clamp(position, 0, line.Length)] : line;
        var isOption = typed[(typed.LastIndexOf(' ') + 1)..].StartsWith('-');
        return string.Concat(words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(word => word[0] != '/' && word != "-?" && (isOption || word[0] != '-'))
            .Select(word => word + "\n"));
    }

    /// <summary>Whether a command line is such a question.</summary>
    public static bool IsAsked(IReadOnlyList<string> arguments) => arguments.Count > 0 && arguments[0].StartsWith("[suggest:", StringComparison.Ordinal) && arguments[0].EndsWith(']');
}
