namespace FlowWatch.Core.Diagnostics.Definitions;

/// <summary>
/// Takes apart what an engine explains. A log group with lines of several formats is asked one query for each, one after the other in
/// the explanation; the console runs one at a time.
/// </summary>
internal static class DefinitionTexts
{
    private static readonly string[] Headings = ["# lines of the format ", "# query "];

    /// <summary>The queries, each with the comments that belong to it; none where all of it is answered in code.</summary>
    /// <param name="explained">The explanation: queries whose first line begins neither with a bar nor as a comment.</param>
    public static IReadOnlyList<string> Of(string explained)
    {
        var (found, lines, hasQuery) = (new List<string>(), new List<string>(), false);
        foreach (var line in explained.Split('\n'))
        {
            var isStart = line.Length > 0 && line[0] is not ('#' or '|');
            if (hasQuery && (isStart || Headings.Any(heading => line.StartsWith(heading, StringComparison.Ordinal))))
            {
                found.Add(string.Join('\n', lines).TrimEnd());
                lines.Clear();
                hasQuery = false;
            }

            lines.Add(line);
            hasQuery |= isStart;
        }

        if (hasQuery) found.Add(string.Join('\n', lines).TrimEnd());
        return found;
    }
}
