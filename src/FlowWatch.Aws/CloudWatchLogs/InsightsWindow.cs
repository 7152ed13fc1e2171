using System.Globalization;
using FlowWatch.Core.Findings;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>A stretch of whole seconds.</summary>
/// <param name="From">The first second, epoch.</param>
/// <param name="To">The first second after it.</param>
internal readonly record struct InsightsWindow(long From, long To)
{
    private const double MillisecondsPerSecond = 1000.0;

    /// <summary>The seconds that a window touches.</summary>
    public static InsightsWindow Of(TimeWindow window) => new(
        window.From.ToUnixTimeSeconds(), (long)Math.Ceiling(window.To.ToUnixTimeMilliseconds() / MillisecondsPerSecond));

    /// <summary>
    /// Parts of about the same length that make up the whole; between two slots where they are long enough for that. Fewer than wanted
    /// where it is too short; none where it is a single second.
    /// </summary>
    /// <param name="wanted">How many parts, at least 2.</param>
    /// <param name="slotSeconds">Length of a slot; null where nothing speaks for a place to cut.</param>
    public IReadOnlyList<InsightsWindow> Split(int wanted, long? slotSeconds)
    {
        var step = slotSeconds is { } slot && SlotsTouched(slot) >= 2 ? slot : 1;
        var (first, last) = (From / step, (To - 1) / step);
        var count = Math.Min(wanted, last - first + 1);
        if (count < 2) return [];
        var parts = new List<InsightsWindow>();
        for (var part = 0L; part < count; part++)
        {
            var from = first + ((last - first + 1) * part / count);
            var to = first + ((last - first + 1) * (part + 1) / count);
            parts.Add(new(Math.Max(From, from * step), Math.Min(To, to * step)));
        }

        return parts;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{new TimeWindow(DateTimeOffset.FromUnixTimeSeconds(From), DateTimeOffset.FromUnixTimeSeconds(To))}");

    private long SlotsTouched(long slot) => ((To - 1) / slot) - (From / slot) + 1;
}
