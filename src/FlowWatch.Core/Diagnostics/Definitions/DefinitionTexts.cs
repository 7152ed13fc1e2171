namespace FlowWatch.Core.Diagnostics.Definitions;

/// <summary>
/// Takes apart what an engine explains. A log group with lines of several formats is asked one query for each, one after the other in
/// the explanation; the console runs one at a time.
/// </summary>
internal static class DefinitionTexts
{
    /// <summary>The queries, each with the comments that belong to it; none where all of it is answered in code.</summary>
    /// <param name="explained">The explanation: queries whose first line begins neither with a bar nor as a comment.</param>
    public static IReadOnlyList<string> Of(string explained)
    {
        var (found, lines, hasQuery) = (new List<string>(), new List<string>(), false);
        foreach (var line in explained.Split('\n'))
        {
            var isStart = line.Length > 0 && line[0] is not ('#' or '|');
            if (hasQuery && (isStart || IsHeading(line)))
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

    // "# query 1 of 2"; a rest that is decided in code is a comment too, and begins with the query's name.
    private static bool IsHeading(string line) =>
        line.StartsWith("# lines of the format ", StringComparison.Ordinal) || (line.StartsWith("# query ", StringComparison.Ordinal) && line.Length > 8 && char.IsAsciiDigit(line[8]));
}
