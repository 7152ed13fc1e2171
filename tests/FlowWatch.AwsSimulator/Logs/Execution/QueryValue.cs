using System.Diagnostics;
using System.Globalization;
using FlowWatch.AwsSimulator.Logs.QueryLanguage;

namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>A value of a row. Text is a part of the text it was cut from, so that cutting a million lines copies none of them.</summary>
[DebuggerDisplay("{Kind} {ToString()}")]
internal readonly struct QueryValue
{
    private const int MostDecimals = 15;
    private static readonly long FirstMillisecond = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long LastMillisecond = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly string? text;
    private readonly int start;
    private readonly int length;
    private readonly double number;

    private QueryValue(string text, int start, int length)
    {
        this.text = text;
        this.start = start;
        this.length = length;
        Kind = QueryValueKind.Text;
    }

    private QueryValue(QueryValueKind kind, double number)
    {
        this.number = number;
        Kind = kind;
    }

    /// <summary>What it is.</summary>
    public QueryValueKind Kind { get; }

    /// <summary>Whether the row has the field.</summary>
    public bool IsPresent => Kind != QueryValueKind.Absent;

    /// <summary>Whether a condition of this value holds.</summary>
    public bool IsTrue => TryGetNumber(out var value) && value != 0;

    /// <summary>The text; of anything but text, empty.</summary>
    public ReadOnlySpan<char> TextSpan => text.AsSpan(start, length);

    /// <summary>A text.</summary>
    public static QueryValue OfText(string text) => new(text, 0, text.Length);

    /// <summary>A part of a text.</summary>
    public static QueryValue OfText(string text, int start, int length) => new(text, start, length);

    /// <summary>A number; absent when it is none (the result of 1/0, say).</summary>
    public static QueryValue OfNumber(double number) => double.IsFinite(number) ? new(QueryValueKind.Number, number) : default;

    /// <summary>1 or 0.</summary>
    public static QueryValue OfBoolean(bool value) => new(QueryValueKind.Boolean, value ? 1 : 0);

    /// <summary>A time in milliseconds since 1970; absent when no calendar has it.</summary>
    public static QueryValue OfTimestamp(double milliseconds) =>
        milliseconds >= FirstMillisecond && milliseconds <= LastMillisecond ? new(QueryValueKind.Timestamp, Math.Floor(milliseconds)) : default;

    /// <summary>A part of this text.</summary>
    public QueryValue Part(SourceSpan part) => new(text!, start + part.Start, part.End - part.Start);

    /// <summary>The value as a number; false when it is absent or a text that is none.</summary>
    public bool TryGetNumber(out double value)
    {
        if (Kind == QueryValueKind.Text) return TryParseNumber(TextSpan, out value);
        value = number;
        return Kind != QueryValueKind.Absent;
    }

    /// <summary>The milliseconds of a time; false when it is none.</summary>
    public bool TryGetTimestamp(out long milliseconds)
    {
        milliseconds = Kind == QueryValueKind.Timestamp ? (long)number : 0;
        return Kind == QueryValueKind.Timestamp;
    }

    /// <summary>The value as functions of text see it; null when it is absent.</summary>
    public string? AsText() => Kind switch
    {
        QueryValueKind.Absent => null,
        QueryValueKind.Text => length == text!.Length ? text : text.Substring(start, length),
        QueryValueKind.Timestamp => DateTimeOffset.FromUnixTimeMilliseconds((long)number).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
        _ => Trimmed(number, MostDecimals),
    };

    /// <summary>The value as a result shows it; null when it is absent.</summary>
    public string? Shown(QueryDialect dialect)
    {
        if (Kind != QueryValueKind.Number) return AsText();
        if (Math.Abs(number) >= dialect.ScientificFrom) return number.ToString("0.0##############E0", CultureInfo.InvariantCulture);
        return Trimmed(number, dialect.DecimalPlaces);
    }

    /// <inheritdoc/>
    public override string ToString() => AsText() ?? "";

    /// <summary>Whether two present values are the same, as texts or as numbers; an absent one is the same as nothing.</summary>
    public static bool AreEqual(in QueryValue left, in QueryValue right)
    {
        if (left.Kind == QueryValueKind.Text && right.Kind == QueryValueKind.Text && left.TextSpan.SequenceEqual(right.TextSpan)) return true;
        return left.TryGetNumber(out var first) && right.TryGetNumber(out var second) && first == second;
    }

    /// <summary>Which of two values is smaller: two numbers, or two texts of which none is a number; anything else cannot be compared.</summary>
    public static int? Compare(in QueryValue left, in QueryValue right)
    {
        var leftIsNumber = left.TryGetNumber(out var first);
        var rightIsNumber = right.TryGetNumber(out var second);
        if (leftIsNumber && rightIsNumber) return first.CompareTo(second);
        return left.Kind == QueryValueKind.Text && right.Kind == QueryValueKind.Text && !leftIsNumber && !rightIsNumber
            ? left.TextSpan.SequenceCompareTo(right.TextSpan)
            : null;
    }

    // "F" is exact, where the custom formats stop at fifteen digits.
    private static string Trimmed(double number, int decimals)
    {
        var text = number.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        if (text.Contains('.', StringComparison.Ordinal)) text = text.TrimEnd('0').TrimEnd('.');
        return text == "-0" ? "0" : text;
    }

    /// <summary>Reads digits with a sign and a decimal point at most.</summary>
    private static bool TryParseNumber(ReadOnlySpan<char> digits, out double value)
    {
        value = 0;
        var isNegative = !digits.IsEmpty && digits[0] == '-';
        var rest = isNegative ? digits[1..] : digits;
        if (rest.IsEmpty || !(char.IsAsciiDigit(rest[0]) || rest[0] == '.')) return false;
        if (rest.Length > 15 || rest.ContainsAnyExceptInRange('0', '9'))
        {
            return double.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value)
                && double.IsFinite(value);
        }

        long whole = 0;
        foreach (var digit in rest) whole = (whole * 10) + (digit - '0');
        value = isNegative ? -whole : whole;
        return true;
    }
}
