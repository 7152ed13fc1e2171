namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>
/// When to ask whether a query is done. Asking too early costs calls, which AWS counts; too late costs time and holds a place. The first
/// ask is learnt from queries of the same name: it moves a little earlier each time it found the query done, and later when it did not,
/// so that about three in eight have to be asked for again. Further asks follow at a part of the time gone by. Safe to use from many threads.
/// </summary>
internal sealed class PollingPace
{
    private const double Earlier = 0.985;
    private const double Later = 1.025;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private TimeSpan first = TimeSpan.FromMilliseconds(500);

    /// <summary>How long after its start a query is first asked for.</summary>
    public TimeSpan First
    {
        get
        {
            lock (gate) return first;
        }
    }

    /// <summary>How long to wait until the next ask.</summary>
    /// <param name="elapsed">Since the query was started.</param>
    /// <param name="chance">From 0 to 1: keeps many queries from asking at the same time.</param>
    public static TimeSpan Next(TimeSpan elapsed, double chance)
    {
        var part = elapsed * 0.06;
        return (part < Shortest ? Shortest : part > Longest ? Longest : part) * (0.9 + (0.2 * chance));
    }

    /// <summary>Learns from a query that is complete.</summary>
    /// <param name="planned">When it was first asked for, by <see cref="First"/> at that time.</param>
    /// <param name="asks">How often it was asked for.</param>
    /// <param name="elapsed">From its start until it was found complete.</param>
    public void Learn(TimeSpan planned, int asks, TimeSpan elapsed)
    {
        // Reckoned from what was planned then, not from what is planned now: of twenty queries that run at once, each would push again.
        var better = asks <= 1 ? planned * Earlier : elapsed > planned * 1.5 ? planned + ((elapsed - planned) / 2) : planned * Later;
        lock (gate) first = better < Shortest ? Shortest : better;
    }
}
