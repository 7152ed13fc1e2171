namespace FlowWatch.Core.FlowLogs;

/// <summary>Finds where the values of a line stand, without copying any of them.</summary>
internal static class FlowLogLineSplitter
{
    /// <summary>What <see cref="Split"/> returns when a value opens a quotation mark and never closes it.</summary>
    public const int Unclosed = -1;

    /// <summary>What separates the names of a format.</summary>
    public const string FormatSeparators = " ,\t\r\n";

    private const string Blanks = " \t\r\n";
    private const string BlanksAndByteOrderMark = " \t\r\n\uFEFF";

    /// <summary>The line without byte order mark, blanks at its ends and line end.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> line)
    {
        // Nearly every line has nothing to trim.
        if (!line.IsEmpty && char.IsAsciiLetterOrDigit(line[0]) && char.IsAsciiLetterOrDigit(line[^1]))
        {
            return line;
        }

        return line.TrimStart(BlanksAndByteOrderMark).TrimEnd(Blanks);
    }

    /// <summary>
    /// Writes the start and end of each value, without its quotation marks, into <paramref name="starts"/> and
    /// <paramref name="ends"/> as far as they reach, and returns how many values there are.
    /// </summary>
    /// <param name="body">The line, trimmed.</param>
    /// <param name="commas">Whether commas separate the values; otherwise runs of blanks do.</param>
    /// <param name="starts">Where each value starts.</param>
    /// <param name="ends">Where each value ends.</param>
    public static int Split(ReadOnlySpan<char> body, bool commas, Span<int> starts, Span<int> ends)
    {
        var count = 0;
        var position = 0;
        while (true)
        {
            while (position < body.Length && IsBlank(body[position]))
            {
                position++;
            }

            if (position == body.Length && !commas)
            {
                return count;
            }

            var start = position;
            int end;
            if (position < body.Length && body[position] == '"')
            {
                start++;
                end = EndOfQuoted(body, start);
                if (end < 0)
                {
                    return Unclosed;
                }

                position = end + 1;
                while (position < body.Length && IsBlank(body[position]))
                {
                    position++;
                }

                var followed = position < body.Length && (commas ? body[position] != ',' : position == end + 1);
                if (followed)
                {
                    return Unclosed;
                }
            }
            else
            {
                while (position < body.Length && !(commas ? body[position] == ',' : IsBlank(body[position])))
                {
                    position++;
                }

                end = position;
                while (end > start && IsBlank(body[end - 1]))
                {
                    end--;
                }
            }

            if (count < starts.Length)
            {
                starts[count] = start;
                ends[count] = end;
            }

            count++;
            if (commas)
            {
                if (position == body.Length)
                {
                    return count;
                }

                position++;
            }
        }
    }

    private static bool IsBlank(char character) => character is ' ' or '\t';

    private static int EndOfQuoted(ReadOnlySpan<char> body, int from)
    {
        for (var i = from; i < body.Length; i++)
        {
            if (body[i] != '"')
            {
                continue;
            }

            if (i + 1 == body.Length || body[i + 1] != '"')
            {
                return i;
            }

            i++;
        }

        return -1;
    }
}
