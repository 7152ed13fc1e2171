using System.Collections.Frozen;
using System.Globalization;

namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>
/// A number of units of time, such as <c>5m</c>. CloudWatch Logs caps the number by its unit: <c>bin(300s)</c> is <c>bin(60s)</c>
/// (documentation of the datetime functions).
/// </summary>
/// <param name="Count">How many, after the cap; 1 or more.</param>
/// <param name="Unit">Of what.</param>
internal readonly record struct QueryPeriod(int Count, PeriodUnit Unit)
{
    private const int MonthsInQuarter = 3;
    private const int MonthsInYear = 12;
    private const long MillisecondsInDay = 86_400_000;
    private const long FirstMonday = 4 * MillisecondsInDay; // 1970-01-05

    private static readonly FrozenDictionary<string, PeriodUnit> Units = new Dictionary<string, PeriodUnit>
    {
        ["ms"] = PeriodUnit.Millisecond, ["msec"] = PeriodUnit.Millisecond, ["millisecond"] = PeriodUnit.Millisecond,
        ["s"] = PeriodUnit.Second, ["sec"] = PeriodUnit.Second, ["second"] = PeriodUnit.Second,
        ["m"] = PeriodUnit.Minute, ["min"] = PeriodUnit.Minute, ["minute"] = PeriodUnit.Minute,
        ["h"] = PeriodUnit.Hour, ["hr"] = PeriodUnit.Hour, ["hour"] = PeriodUnit.Hour,
        ["d"] = PeriodUnit.Day, ["day"] = PeriodUnit.Day,
        ["w"] = PeriodUnit.Week, ["week"] = PeriodUnit.Week,
        ["mo"] = PeriodUnit.Month, ["mon"] = PeriodUnit.Month, ["month"] = PeriodUnit.Month,
        ["q"] = PeriodUnit.Quarter, ["qtr"] = PeriodUnit.Quarter, ["quarter"] = PeriodUnit.Quarter,
        ["y"] = PeriodUnit.Year, ["yr"] = PeriodUnit.Year, ["year"] = PeriodUnit.Year,
    }.ToFrozenDictionary();

    /// <summary>Reads a number with a unit behind it; null when the unit is none or the number is 0 or has no end.</summary>
    public static QueryPeriod? Parse(string text)
    {
        var letters = text.AsSpan().TrimStart("0123456789").Length;
        var unit = text[^letters..];
        if (!Units.TryGetValue(unit, out var known)
            && !(unit.Length > 2 && unit[^1] == 's' && Units.TryGetValue(unit[..^1], out known)))
        {
            return null;
        }

        return int.TryParse(text.AsSpan()[..^letters], NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? new QueryPeriod(Math.Min(count, Cap(known)), known)
            : null;
    }

    /// <summary>The start of the period that a time is in; both in milliseconds since 1970.</summary>
    public long Floor(long time) => Unit switch
    {
        PeriodUnit.Month => MonthFloor(time, Count),
        PeriodUnit.Quarter => MonthFloor(time, Count * MonthsInQuarter),
        PeriodUnit.Year => MonthFloor(time, Count * MonthsInYear),
        PeriodUnit.Week => FloorOf(time - FirstMonday, Length) + FirstMonday,
        _ => FloorOf(time, Length),
    };

    /// <summary>A time that starts a period, or the start of the next one.</summary>
    public long Ceiling(long time)
    {
        var floor = Floor(time);
        if (floor == time) return time;
        return Unit switch
        {
            PeriodUnit.Month => MonthsLater(floor, Count),
            PeriodUnit.Quarter => MonthsLater(floor, Count * MonthsInQuarter),
            PeriodUnit.Year => MonthsLater(floor, Count * MonthsInYear),
            _ => floor + Length,
        };
    }

    private long Length => Count * Unit switch
    {
        PeriodUnit.Millisecond => 1L,
        PeriodUnit.Second => 1000L,
        PeriodUnit.Minute => 60_000L,
        PeriodUnit.Hour => 3_600_000L,
        PeriodUnit.Day => MillisecondsInDay,
        _ => 7 * MillisecondsInDay,
    };

    // Longer calendar periods than these would leave the range of dates; nobody asks for them.
    private static int Cap(PeriodUnit unit) => unit switch
    {
        PeriodUnit.Millisecond => 1000,
        PeriodUnit.Second or PeriodUnit.Minute => 60,
        PeriodUnit.Hour => 24,
        _ => 1000,
    };

    private static long FloorOf(long time, long length)
    {
        var rest = time % length;
        return time - (rest < 0 ? rest + length : rest);
    }

    private static long MonthFloor(long time, int months)
    {
        var date = DateTimeOffset.FromUnixTimeMilliseconds(time);
        var index = ((date.Year - 1970) * MonthsInYear) + date.Month - 1;
        return MonthsLater(0, (int)FloorOf(index, months));
    }

    // Years before 1 and after 9999 have no date: the period then starts or ends where dates do.
    private static long MonthsLater(long time, int months)
    {
        var date = DateTimeOffset.FromUnixTimeMilliseconds(time);
        var index = Math.Clamp((date.Year * MonthsInYear) + date.Month - 1 + months, MonthsInYear, (9999 * MonthsInYear) + 11);
        return new DateTimeOffset(index / MonthsInYear, (index % MonthsInYear) + 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
    }
}
