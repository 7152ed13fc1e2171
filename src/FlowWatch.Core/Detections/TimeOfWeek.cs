using System.Globalization;

namespace FlowWatch.Core.Detections;

/// <summary>
/// A stretch of certain days in a named time zone: office hours. What the clocks there show decides, so it moves with daylight saving time:
/// an hour that the clocks leave out never comes, and one that they show twice counts both times.
/// </summary>
/// <param name="Zone">The time zone.</param>
/// <param name="Days">The days it begins on.</param>
/// <param name="From">The first time of day that belongs to it.</param>
/// <param name="To">The first that no longer does; at or before <paramref name="From"/> it lies on the next day.</param>
public sealed record TimeOfWeek(TimeZoneInfo Zone, IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To)
{
    /// <summary>The days of a week, from Monday.</summary>
    public static IReadOnlyList<DayOfWeek> AllDays { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Whether an instant lies in it.</summary>
    public bool Holds(DateTimeOffset instant)
    {
        // From UTC there is exactly one local time, whatever the clocks do.
        var local = TimeZoneInfo.ConvertTime(instant, Zone);
        var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
        if (From < To) return time >= From && time < To && Days.Contains(local.DayOfWeek);
        return (time >= From && Days.Contains(local.DayOfWeek)) || (time < To && Days.Contains(Before(local.DayOfWeek)));
    }

    /// <summary>As people write it: <c>Mon, Tue 08:00-18:00 Europe/Berlin</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Days.Count == AllDays.Count ? "every day" : string.Join(", ", Days.Select(day => day.ToString()[..3])))} {From:HH:mm}-{To:HH:mm} {Zone.Id}");

    private static DayOfWeek Before(DayOfWeek day) => day == DayOfWeek.Sunday ? DayOfWeek.Saturday : day - 1;
}
