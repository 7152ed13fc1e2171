namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>A value of a row: absent, a whole number, a text, or true or false. It boxes nothing.</summary>
internal readonly struct FlowValue : IEquatable<FlowValue>
{
    private static readonly object NumberMark = new();
    private static readonly object TruthMark = new();
    private static readonly object[] SmallNumbers = [.. Enumerable.Range(0, 1024).Select(number => (object)(long)number)];

    private readonly object? mark;
    private readonly long number;

    private FlowValue(object? mark, long number)
    {
        this.mark = mark;
        this.number = number;
    }

    /// <summary>No value.</summary>
    public static FlowValue Absent => default;

    public static FlowValue True { get; } = new(TruthMark, 1);

    public static FlowValue False { get; } = new(TruthMark, 0);

    public bool IsAbsent => mark is null;

    public bool IsNumber => ReferenceEquals(mark, NumberMark);

    /// <summary>Whether it is true; false and absent are not.</summary>
    public bool IsTrue => ReferenceEquals(mark, TruthMark) && number != 0;

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">It is none: the query computes with something that is no number.</exception>
    public long Number => IsNumber ? number : throw new InvalidOperationException($"'{ToObject()}' is not a number.");

    /// <summary>The text, or null when it is none.</summary>
    public string? Text => mark as string;

    public static FlowValue Of(long value) => new(NumberMark, value);

    public static FlowValue Of(string value) => new(value, 0);

    public static FlowValue Of(bool value) => value ? True : False;

    /// <summary>A value as rows and constants hold it: <see cref="long"/>, <see cref="string"/> or null.</summary>
    public static FlowValue OfObject(object? value) => value switch
    {
        null => Absent,
        long number => Of(number),
        string text => Of(text),
        bool truth => Of(truth),
        _ => throw new InvalidOperationException($"A row cannot hold a {value.GetType().Name}."),
    };

    /// <summary>The order of two present values of the same kind: numbers by size, texts by code point.</summary>
    /// <exception cref="InvalidOperationException">One is a number and the other a text.</exception>
    public static int Compare(FlowValue left, FlowValue right)
    {
        if (left.mark is string text && right.mark is string other) return TextOrder.Compare(text, other);
        if (ReferenceEquals(left.mark, right.mark)) return left.number.CompareTo(right.number);
        throw new InvalidOperationException($"'{left.ToObject()}' and '{right.ToObject()}' cannot be compared: one is a number, the other is not.");
    }

    public bool Equals(FlowValue other) =>
        mark is string text ? other.mark is string otherText && text == otherText : ReferenceEquals(mark, other.mark) && number == other.number;

    public override bool Equals(object? obj) => obj is FlowValue other && Equals(other);

    public override int GetHashCode() => mark is string text ? text.GetHashCode(StringComparison.Ordinal) : HashCode.Combine(number, mark is null);

    /// <summary>The value as rows hold it.</summary>
    public object? ToObject()
    {
        if (mark is null or string) return mark;
        if (!IsNumber) return number != 0;
        return number >= 0 && number < SmallNumbers.Length ? SmallNumbers[number] : number;
    }
}
