using System.Globalization;

namespace FlowWatch.Core.Findings;

/// <summary>A stretch of time in UTC: <paramref name="From"/> included, <paramref name="To"/> excluded.</summary>
/// <param name="From">The first instant that belongs to the window.</param>
/// <param name="To">The first instant after it.</param>
public sealed record TimeWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>How long the window is.</summary>
    public TimeSpan Duration => To - From;

    /// <summary>The window as people write it: <c>2026-01-02 03:04:05Z to 2026-01-02 03:19:05Z</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{From.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z to {To.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
}
