using System.Globalization;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Dashboard;

/// <summary>The words of the dashboard: in its address, its forms and its tables.</summary>
public static class DashboardWords
{
    /// <summary>Which incidents: those that are not over, those nobody has taken on, those somebody has, those that are over, all.</summary>
    public static IReadOnlyList<string> Statuses { get; } = ["open", "unacknowledged", "acknowledged", "resolved", "all"];

    /// <summary>How far back.</summary>
    public static IReadOnlyList<string> Ranges { get; } = ["1h", "6h", "24h", "7d"];

    /// <summary>How often the page asks for itself anew.</summary>
    public static IReadOnlyList<string> Refreshes { get; } = ["30s", "1m", "5m", "off"];

    /// <summary>How far back a word of <see cref="Ranges"/> reaches.</summary>
    public static TimeSpan Range(string word) => word switch
    {
        "1h" => TimeSpan.FromHours(1),
        "6h" => TimeSpan.FromHours(6),
        "24h" => TimeSpan.FromHours(24),
        "7d" => TimeSpan.FromDays(7),
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "Not a range."),
    };

    /// <summary>What a word of <see cref="Refreshes"/> means; null: not at all.</summary>
    public static TimeSpan? Refresh(string word) => word switch
    {
        "30s" => TimeSpan.FromSeconds(30),
        "1m" => TimeSpan.FromMinutes(1),
        "5m" => TimeSpan.FromMinutes(5),
        "off" => null,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "Not a pause."),
    };

    /// <summary>The word for a pause.</summary>
    public static string Of(TimeSpan? refresh) => Refreshes.FirstOrDefault(word => Refresh(word) == refresh, "off");

    /// <summary>A health in words.</summary>
    public static string Of(TargetLevel level) => level switch
    {
        TargetLevel.Watched => "watched",
        TargetLevel.Waiting => "not begun",
        TargetLevel.Late => "late",
        TargetLevel.NotVerified => "NOT VERIFIED",
        TargetLevel.LeftOut => "LEFT OUT",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "Not a level."),
    };

    /// <summary>How far the judging of a window has come, in words.</summary>
    public static string Of(WindowState state) => state switch
    {
        WindowState.Judged => "judged",
        WindowState.Revised => "judged anew",
        WindowState.Partial => "judged in part",
        WindowState.Open => "being judged",
        WindowState.Due => "due",
        WindowState.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state of a window."),
    };

    /// <summary>Whether a figure is as it should be, in words.</summary>
    public static string Of(FigureStatus status) => status switch
    {
        FigureStatus.Met => "met",
        FigureStatus.Idle => "nothing to measure",
        FigureStatus.Missed => "MISSED",
        FigureStatus.NotVerified => "NOT VERIFIED",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of a figure."),
    };

    /// <summary>A time of the day, with the date where it is another: <c>14:05Z</c>, <c>01-05 14:05Z</c>.</summary>
    /// <param name="instant">The time.</param>
    /// <param name="now">Now.</param>
    public static string Clock(DateTimeOffset instant, DateTimeOffset now) =>
        instant.UtcDateTime.ToString(instant.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm'Z'" : "MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long ago: <c>4 min ago</c>.</summary>
    /// <param name="instant">The time.</param>
    /// <param name="now">Now.</param>
    public static string Ago(DateTimeOffset instant, DateTimeOffset now)
    {
        var age = now - instant;
        return age < TimeSpan.FromSeconds(1) ? "just now" : $"{ReadableNumber.Duration(TimeSpan.FromSeconds(Math.Floor(age.TotalSeconds)))} ago";
    }
}
