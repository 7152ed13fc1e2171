using System.Globalization;

namespace FlowWatch.Core.FlowLogs;

/// <summary>
/// Reads the lines of a flow log of one format, also in the forms they take in exports and copies: a time stamp in front,
/// commas between the values, quotation marks, headers in the middle. Never throws on text. Safe to share between threads.
/// </summary>
/// <param name="format">The format of the records.</param>
public sealed class FlowLogLineParser(FlowLogFormat format)
{
    private const int FieldsOnStack = 64;
    
    /// <summary>2106-02-07: what fits into 32 bits. A larger number is no time in seconds (milliseconds, most likely).</summary>
    private const long LargestEpochSeconds = uint.MaxValue;

    private const int ShortestTimestamp = 19;

    /// <summary>The format of the records.</summary>
    public FlowLogFormat Format { get; } = format ?? throw new ArgumentNullException(nameof(format));

    /// <summary>Reads one line, with or without its line end.</summary>
    public FlowLogLineResult Parse(ReadOnlySpan<char> line)
    {
        var body = WithoutQuotation(FlowLogLineSplitter.Trim(line));
        if (body.IsEmpty)
        {
            return FlowLogLineResult.Blank;
        }

        if (TryReadHeader(body, out var header))
        {
            return header;
        }

        var record = WithoutTimestamp(body);
        if (record.Length == body.Length)
        {
            return ParseRecord(body);
        }

        record = WithoutQuotation(record);
        if (record.IsEmpty)
        {
            return FlowLogLineResult.Blank;
        }

        return TryReadHeader(record, out header) ? header : ParseRecord(record);
    }

    private bool TryReadHeader(ReadOnlySpan<char> body, out FlowLogLineResult header)
    {
        header = FlowLogLineResult.Blank;
        if (!char.IsAsciiLetter(body[0]) && body[0] != '"')
        {
            return false;
        }

        if (FlowLogFormat.TryParseHeader(body, out var found))
        {
            header = FlowLogLineResult.OfHeader(found);
            return true;
        }

        // One name alone could be anything, except where the format is known to be just that.
        if (Format.Fields is [{ } only] && (body.SequenceEqual(only.Name) || body.SequenceEqual(only.ParquetName)))
        {
            header = FlowLogLineResult.OfHeader(Format);
            return true;
        }

        return false;
    }

    private FlowLogLineResult ParseRecord(ReadOnlySpan<char> body)
    {
        if (HasControlCharacter(body))
        {
            return FlowLogLineResult.OfFailure(FlowLogLineErrors.ControlCharacter(body));
        }

        var fields = Format.FieldSpan;
        var places = fields.Length <= FieldsOnStack ? stackalloc int[2 * FieldsOnStack] : new int[2 * fields.Length];
        var starts = places[..fields.Length];
        var ends = places.Slice(fields.Length, fields.Length);
        var count = Split(body, starts, ends);
        if (count == FlowLogLineSplitter.Unclosed)
        {
            return FlowLogLineResult.OfFailure(FlowLogLineErrors.UnclosedQuotation(body));
        }

        if (count != fields.Length)
        {
            return FlowLogLineResult.OfFailure(FlowLogLineErrors.FieldCount(fields.Length, count));
        }

        for (var i = 0; i < fields.Length; i++)
        {
            var value = body[starts[i]..ends[i]];
            var failure = (IsQuoted(body, starts[i]) ? CheckQuoted(fields[i], value) : null) ?? Check(fields[i], value);
            if (failure is not null)
            {
                return FlowLogLineResult.OfFailure(failure);
            }
        }

        return FlowLogLineResult.OfRecord(ToRecord(body, starts, ends));
    }

    private static int Split(ReadOnlySpan<char> body, Span<int> starts, Span<int> ends)
    {
        var count = FlowLogLineSplitter.Split(body, commas: false, starts, ends);
        if (starts.Length == 1 || !body.Contains(',') || (count == starts.Length && !EndInCommas(body, ends)))
        {
            return count;
        }

        // A value between blanks may hold commas of its own, so commas separate only when they give the right count or
        // when there is no blank at all.
        var byCommas = FlowLogLineSplitter.Split(body, commas: true, starts, ends);
        return byCommas == starts.Length || count is 1 or FlowLogLineSplitter.Unclosed
            ? byCommas
            : FlowLogLineSplitter.Split(body, commas: false, starts, ends);
    }

    private static bool EndInCommas(ReadOnlySpan<char> body, ReadOnlySpan<int> ends)
    {
        foreach (var end in ends[..^1])
        {
            if (body[end - 1] != ',')
            {
                return false;
            }
        }

        return true;
    }

    private FlowLogRecord ToRecord(ReadOnlySpan<char> body, ReadOnlySpan<int> starts, ReadOnlySpan<int> ends)
    {
        var length = starts.Length - 1;
        var isCanonical = true;
        for (var i = 0; i < starts.Length; i++)
        {
            length += Math.Max(1, ends[i] - starts[i]);
            isCanonical &= i == 0
                ? starts[i] == 0
                : starts[i] == ends[i - 1] + 1 && body[ends[i - 1]] == ' ';
        }

        var places = new int[ends.Length];
        if (isCanonical && length == body.Length)
        {
            ends.CopyTo(places);
            return new FlowLogRecord(Format, body.ToString(), places);
        }

        var text = new char[length];
        var position = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            if (i > 0)
            {
                text[position++] = ' ';
            }

            var value = body[starts[i]..ends[i]];
            value = value.IsEmpty ? FlowLogRecord.Absent : value;
            value.CopyTo(text.AsSpan(position));
            position += value.Length;
            places[i] = position;
        }

        return new FlowLogRecord(Format, new string(text), places);
    }

    private static FlowLogLineFailure? Check(FlowLogField field, ReadOnlySpan<char> value)
    {
        if (value.IsEmpty || value is FlowLogRecord.Absent)
        {
            return null;
        }

        return field.Type switch
        {
            FlowLogFieldType.Address => FlowLogAddress.IsAddress(value) ? null : FlowLogLineErrors.NotAnAddress(field, value),
            FlowLogFieldType.Byte => CheckNumber(field, value, byte.MaxValue),
            FlowLogFieldType.Port => CheckNumber(field, value, ushort.MaxValue),
            FlowLogFieldType.Integer => CheckNumber(field, value, long.MaxValue),
            FlowLogFieldType.EpochSeconds => CheckNumber(field, value, LargestEpochSeconds),
            _ => value.ContainsAny(' ', '\t') ? FlowLogLineErrors.NotAValue(field, value) : null,
        };
    }

    private static FlowLogLineFailure? CheckNumber(FlowLogField field, ReadOnlySpan<char> value, long largest)
    {
        if (long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number <= largest ? null : FlowLogLineErrors.NumberOutOfRange(field, value, largest);
        }

        var digits = value[0] == '-' ? value[1..] : value;
        return digits.ContainsAnyExceptInRange('0', '9')
            ? FlowLogLineErrors.NotWholeNumber(field, value)
            : FlowLogLineErrors.NumberOutOfRange(field, value, largest);
    }

    // What a quoted value may not hold is what would not survive in a line of values separated by blanks.
    private static FlowLogLineFailure? CheckQuoted(FlowLogField field, ReadOnlySpan<char> value) =>
        value.IndexOfAny(" \t\"\uFEFF") >= 0 || value.EndsWith(',') ? FlowLogLineErrors.NotAValue(field, value) : null;

    private static bool IsQuoted(ReadOnlySpan<char> body, int start) => start > 0 && body[start - 1] == '"';

    private static bool HasControlCharacter(ReadOnlySpan<char> body)
    {
        for (var rest = body; ;)
        {
            var found = rest.IndexOfAnyInRange('\0', '\u001F');
            if (found < 0)
            {
                return false;
            }

            if (rest[found] != '\t')
            {
                return true;
            }

            rest = rest[(found + 1)..];
        }
    }

    // A copy from a table with one column has the whole record between quotation marks.
    private static ReadOnlySpan<char> WithoutQuotation(ReadOnlySpan<char> body) =>
        body is ['"', .. var inside, '"'] && !inside.Contains('"') && inside.ContainsAny(' ', '\t', ',')
            ? FlowLogLineSplitter.Trim(inside)
            : body;

    /// <summary>
    /// The record behind the time stamp that CloudWatch export tasks put in front of it; the line itself when there is none.
    /// </summary>
    private ReadOnlySpan<char> WithoutTimestamp(ReadOnlySpan<char> body)
    {
        var length = LengthOfTimestamp(body);
        if (length == 0)
        {
            return body;
        }

        // The first field may hold a time stamp itself when it is text: then the number of values tells.
        if (Format.Fields[0].Type == FlowLogFieldType.Text
            && FlowLogLineSplitter.Split(body, commas: false, [], []) == Format.Fields.Count)
        {
            return body;
        }

        return FlowLogLineSplitter.Trim(body[(length + 1)..]);
    }

    private static int LengthOfTimestamp(ReadOnlySpan<char> body)
    {
        if (body.Length <= ShortestTimestamp || body[4] != '-' || body[7] != '-' || body[10] is not ('T' or ' '))
        {
            return 0;
        }

        for (var i = 0; i < ShortestTimestamp; i++)
        {
            var fits = i switch
            {
                4 or 7 or 10 => true,
                13 or 16 => body[i] == ':',
                _ => char.IsAsciiDigit(body[i]),
            };
            if (!fits)
            {
                return 0;
            }
        }

        var length = ShortestTimestamp;
        while (length < body.Length && (char.IsAsciiDigit(body[length]) || body[length] is '.' or ':' or '+' or '-' or 'Z'))
        {
            length++;
        }

        return length < body.Length && body[length] is ' ' or '\t' or ',' ? length : 0;
    }
}
