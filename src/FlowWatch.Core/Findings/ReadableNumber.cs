using System.Globalization;

namespace FlowWatch.Core.Findings;

/// <summary>Numbers as people read them: <c>12,345</c>, <c>1.6 GB</c>, <c>4 min 12 s</c>. Units are decimal, as in the runbook (1 GB = 1,000,000,000 bytes).</summary>
public static class ReadableNumber
{
    private static readonly string[] ByteUnits = ["B", "kB", "MB", "GB", "TB", "PB", "EB"];

    /// <summary>A count with thousands separators: <c>12,345</c>.</summary>
    /// <param name="value">The number.</param>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count and the thing counted, in singular or plural: <c>1 port</c>, <c>12,345 ports</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="plural">The thing counted, in the plural.</param>
    public static string Count(long value, string plural) => $"{Count(value)} {(value == 1 ? Singular(plural) : plural)}";

    /// <summary>Bytes in the largest decimal unit that leaves a whole part: <c>1.6 GB</c>.</summary>
    /// <param name="value">Number of bytes.</param>
    public static string Bytes(long value)
    {
        var amount = (decimal)value;
        var unit = 0;
        while (Math.Abs(Rounded(amount)) >= 1000 && unit < ByteUnits.Length - 1)
        {
            amount /= 1000;
            unit++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{Rounded(amount):0.#} {ByteUnits[unit]}");
    }

    /// <summary>A duration in its two largest units: <c>0.8 s</c>, <c>4 min 12 s</c>, <c>1 h 5 min</c>.</summary>
    /// <param name="value">The duration.</param>
    public static string Duration(TimeSpan value)
    {
        var culture = CultureInfo.InvariantCulture;
        return value switch
        {
            { TotalSeconds: < 0.095 } => string.Create(culture, $"{value.TotalSeconds:0.00} s"),
            { TotalSeconds: < 9.95 } => string.Create(culture, $"{value.TotalSeconds:0.#} s"),
            { TotalSeconds: < 60 } => string.Create(culture, $"{Math.Floor(value.TotalSeconds):0} s"),
            { TotalHours: < 1 } => TwoUnits(value.Minutes, "min", value.Seconds, "s"),
            { TotalDays: < 1 } => TwoUnits(value.Hours, "h", value.Minutes, "min"),
            _ => TwoUnits(value.Days, "d", value.Hours, "h"),
        };
    }

    /// <summary>An amount in its unit: bytes and seconds scaled, percent with its sign, everything else counted.</summary>
    /// <param name="value">The number.</param>
    /// <param name="unit">Its unit, as evidence names it.</param>
    public static string Amount(long value, string unit) => unit switch
    {
        "bytes" => Bytes(value),
        "seconds" => value is > -1_000_000_000_000 and < 1_000_000_000_000 ? Duration(TimeSpan.FromSeconds(value)) : $"{Count(value)} s",
        "percent" => $"{Count(value)} %",
        _ => Count(value, unit),
    };

    // One decimal up to 100, none above: three digits are what a reader takes in.
    private static decimal Rounded(decimal amount) =>
        Math.Round(amount, Math.Abs(amount) < 100 ? 1 : 0, MidpointRounding.AwayFromZero);

    private static string TwoUnits(int large, string largeUnit, int small, string smallUnit) => small == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{large:N0} {largeUnit}")
        : string.Create(CultureInfo.InvariantCulture, $"{large:N0} {largeUnit} {small} {smallUnit}");

    private static string Singular(string plural) => plural switch
    {
        _ when plural.EndsWith("ies", StringComparison.Ordinal) => $"{plural[..^3]}y",
        _ when plural.EndsWith("sses", StringComparison.Ordinal) => plural[..^2],
        _ when plural.EndsWith('s') => plural[..^1],
        _ => plural,
    };
}
