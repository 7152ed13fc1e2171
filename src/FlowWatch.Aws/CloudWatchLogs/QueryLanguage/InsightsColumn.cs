using System.Globalization;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>One value read out of a result row of Logs Insights, whose values are all texts.</summary>
/// <param name="Name">The name it has for what is decided in code.</param>
internal abstract record InsightsColumn(string Name)
{
    /// <summary>What AWS writes in a flow log where it has no value.</summary>
    private const string Absent = "-";

    /// <summary>Its value: <see cref="long"/>, <see cref="string"/>, or null for none.</summary>
    /// <exception cref="FormatException">It is not what it must be; the message says what it is.</exception>
    public abstract object? Read(IReadOnlyDictionary<string, string> row);

    private static string? Text(IReadOnlyDictionary<string, string> row, string name) =>
        row.TryGetValue(name, out var text) && text.Length > 0 && text != Absent ? text : null;

    private static long? Whole(IReadOnlyDictionary<string, string> row, string name)
    {
        if (Text(row, name) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)) return whole;
        if (bool.TryParse(text, out var truth)) return truth ? 1 : 0;
        // A large sum may come in another notation: 1.5E10.
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue) return (long)number;
        throw new FormatException($"'{text}' in {name} is not a whole number");
    }

    /// <summary>A field as it stood in the line.</summary>
    public sealed record Field(string Name, string Alias, bool IsNumber) : InsightsColumn(Name)
    {
        public override object? Read(IReadOnlyDictionary<string, string> row) => IsNumber ? Whole(row, Alias) : Text(row, Alias);
    }

    /// <summary>A number that was computed; where it means nothing, another column says 0.</summary>
    public sealed record Number(string Name, string Alias, string? Presence) : InsightsColumn(Name)
    {
        public override object? Read(IReadOnlyDictionary<string, string> row) => Presence is not null && Whole(row, Presence) is null or 0 ? null : Whole(row, Alias);
    }

    /// <summary>Bits, each of which came in a column of its own: 1 where any line had it.</summary>
    public sealed record Bits(string Name, IReadOnlyList<string> Aliases, string? Presence) : InsightsColumn(Name)
    {
        public override object? Read(IReadOnlyDictionary<string, string> row)
        {
            if (Presence is not null && Whole(row, Presence) is null or 0) return null;
            var bits = 0L;
            for (var bit = 0; bit < Aliases.Count; bit++)
            {
                if (Whole(row, Aliases[bit]) is > 0) bits |= 1L << bit;
            }

            return bits;
        }
    }
}
