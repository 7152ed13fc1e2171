namespace FlowWatch.Core.Connections;

/// <summary>Finds the window of a given length that holds most.</summary>
public static class SlidingWindow
{
    /// <summary>The window in which the amounts add up to most; the earliest such.</summary>
    /// <param name="events">What happened, ordered by time.</param>
    /// <param name="length">Length of the window, in the unit of the times.</param>
    /// <returns>The first and last event of it (by index), and the sum, which stops at the largest number; indexes are -1 when there are no events.</returns>
    public static (int First, int Last, long Sum) Fullest(IReadOnlyList<(long Time, long Amount)> events, long length)
    {
        ArgumentNullException.ThrowIfNull(events);
        var (best, bestFirst, bestLast) = ((Int128)0, -1, -1);
        var sum = (Int128)0;
        var first = 0;
        for (var last = 0; last < events.Count; last++)
        {
            sum += events[last].Amount;
            while (events[last].Time - events[first].Time >= length) sum -= events[first++].Amount;
            if (bestLast < 0 || sum > best) (best, bestFirst, bestLast) = (sum, first, last);
        }

        return (bestFirst, bestLast, (long)Int128.Min(best, long.MaxValue));
    }

    /// <summary>The window in which most different things happened; the earliest such.</summary>
    /// <param name="events">What happened, ordered by time.</param>
    /// <param name="length">Length of the window, in the unit of the times.</param>
    /// <returns>The first and last event of it (by index), and how many different things; indexes are -1 when there are no events.</returns>
    public static (int First, int Last, long Distinct) MostDistinct<T>(IReadOnlyList<(long Time, T Thing)> events, long length)
        where T : notnull
    {
        ArgumentNullException.ThrowIfNull(events);
        var counts = new Dictionary<T, int>();
        var (best, bestFirst, bestLast) = (0L, -1, -1);
        var first = 0;
        for (var last = 0; last < events.Count; last++)
        {
            counts[events[last].Thing] = counts.GetValueOrDefault(events[last].Thing) + 1;
            for (; events[last].Time - events[first].Time >= length; first++)
            {
                if (--counts[events[first].Thing] == 0) counts.Remove(events[first].Thing);
            }

            if (bestLast < 0 || counts.Count > best) (best, bestFirst, bestLast) = (counts.Count, first, last);
        }

        return (bestFirst, bestLast, best);
    }
}
