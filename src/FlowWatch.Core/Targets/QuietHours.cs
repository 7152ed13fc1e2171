namespace FlowWatch.Core.Targets;

/// <summary>Hours of the day in which people are not told of severity medium.</summary>
/// <param name="From">The first time of day that is quiet.</param>
/// <param name="To">The first that is not any more; earlier than <paramref name="From"/> where they go over midnight.</param>
/// <param name="Zone">Whose time of day.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>When the quiet hours end that an instant lies in; the instant itself where it lies in none.</summary>
    public DateTimeOffset EndOrNow(DateTimeOffset now)
    {
        var local = TimeZoneInfo.ConvertTime(now, Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        // IsBetween includes the start, excludes the end, and goes over midnight where the end is earlier.
        if (!time.IsBetween(From, To)) return now;
        var day = DateOnly.FromDateTime(local.DateTime).AddDays(time < To ? 0 : 1);
        var end = day.ToDateTime(To);
        // A time of day that the clocks skip: the first instant after the gap.
        while (Zone.IsInvalidTime(end)) end = end.AddMinutes(1);
        var instant = new DateTimeOffset(end, Zone.GetUtcOffset(end)).ToUniversalTime();
        return instant > now ? instant : now;
    }
}
