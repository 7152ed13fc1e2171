using System.Globalization;
using FlowWatch.Core.Configuration;
using FlowWatch.Core.Findings;

namespace FlowWatch.Cli.Input;

/// <summary>Reads the time options of the command line.</summary>
internal static class TimeRange
{
    private static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mmK", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ssK", "yyyyMMddTHHmmssK",
    ];

    private static readonly DateTimeOffset Earliest = DateTimeOffset.UnixEpoch;
    private static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The range that <c>--since</c>, <c>--from</c> and <c>--to</c> mean; null when none is given.</summary>
    /// <exception cref="BadInputException">One cannot be read, or they contradict each other.</exception>
    public static TimeWindow? Parse(string? since, string? from, string? to, DateTimeOffset now)
    {
        if (since is null && from is null && to is null) return null;
        if (since is not null && from is not null) throw new BadInputException("--since and --from say the same thing twice; give one of them.");
        var start = since is not null ? now - Duration("--since", since) : from is not null ? Instant("--from", from) : Earliest;
        var end = to is not null ? Instant("--to", to) : since is not null ? now : Latest;
        return start < end ? new TimeWindow(start, end)
            : throw new BadInputException($"the time range is empty: it starts {start.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z and ends {end.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z.");
    }

    /// <summary>A range as people read it; an end that was not given is left open.</summary>
    public static string Text(TimeWindow range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return range.To == Latest ? string.Create(CultureInfo.InvariantCulture, $"from {range.From.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z")
            : range.From == Earliest ? string.Create(CultureInfo.InvariantCulture, $"before {range.To.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z")
            : range.ToString();
    }

    /// <summary>A length of time: <c>90s</c>, <c>15m</c>, <c>1h</c>, <c>7d</c>.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static TimeSpan Duration(string option, string text) =>
        LengthOfTime.Parse(text) ?? throw new BadInputException($"{option}: '{text}' is not a length of time such as 90s, 15m, 1h or 7d.");

    /// <summary>An instant in ISO 8601; without an offset it is UTC.</summary>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static DateTimeOffset Instant(string option, string text) =>
        DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new BadInputException($"{option}: '{text}' is not a time in ISO 8601, such as 2026-01-05T12:00:00Z.");
}
