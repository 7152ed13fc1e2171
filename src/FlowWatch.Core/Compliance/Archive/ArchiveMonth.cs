using System.Globalization;

namespace FlowWatch.Core.Compliance.Archive;

/// <summary>What is known of one month of an archive: a row of the state, a few kilobytes however many objects there are; a few rows where there are hundreds of flow logs.</summary>
internal sealed class ArchiveMonth
{
    /// <summary>The most keys of one month that are named.</summary>
    public const int MaximumSamples = 3;

    /// <summary>Sources of records by their name: which hours have an object.</summary>
    public Dictionary<string, ArchiveMonthSource> Sources { get; set; } = [];

    /// <summary>Objects by day of the month and storage class.</summary>
    public Dictionary<int, Dictionary<string, ArchiveTally>> Days { get; set; } = [];

    /// <summary>Keys of no known layout, by the day they were written.</summary>
    public Dictionary<int, long> UnknownKeys { get; set; } = [];

    /// <summary>The first few of them.</summary>
    public List<string> UnknownKeySamples { get; set; } = [];

    /// <summary>How many more rows hold the rest of its sources: a row has no room for those of very many flow logs.</summary>
    public int Parts { get; set; }

    /// <summary>The key of a month in the state: <c>month|2026-11</c>.</summary>
    public static string Key(DateTimeOffset time) => $"month|{time.UtcDateTime.ToString("yyyy-MM", CultureInfo.InvariantCulture)}";

    /// <summary>The key of a part of its sources: <c>month|2026-11|0001</c>.</summary>
    public static string Key(DateTimeOffset time, int part) => string.Create(CultureInfo.InvariantCulture, $"{Key(time)}|{part:D4}");

    /// <summary>The first instant of the month that a time is in.</summary>
    public static DateTimeOffset Start(DateTimeOffset time) => new(time.UtcDateTime.Year, time.UtcDateTime.Month, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Forgets what is known of a day, to list it again. Which hours had no traffic is kept: CloudWatch may not know any more.</summary>
    /// <param name="day">The day of the month.</param>
    public void Forget(int day)
    {
        Days.Remove(day);
        UnknownKeys.Remove(day);
        foreach (var source in Sources.Values)
        {
            for (var hour = 0; hour < 24; hour++) source.Present.Set(((day - 1) * 24) + hour, false);
        }
    }
}
