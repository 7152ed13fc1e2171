namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>
/// When to ask whether a query is done. Asking too early costs calls, which AWS counts; too late costs time and holds a place. When to ask
/// first is learnt from the last queries of the same name: a little before four in ten of them were found done. As being asked earlier
/// lets them be found earlier, this closes in on how long they take, and a single slow one does not move it. Further asks follow at a
/// part of the time gone by. Safe to use from many threads.
/// </summary>
internal sealed class PollingPace
{
    private const int Remembered = 16;
    private const double Share = 0.4;
    private const double Earlier = 0.98;
    private const double PartOfElapsed = 0.06;

    private static readonly TimeSpan Unknown = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly Queue<TimeSpan> found = [];
    private TimeSpan first = Unknown;

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
        var part = elapsed * PartOfElapsed;
        return (part < Shortest ? Shortest : part > Longest ? Longest : part) * (0.9 + (0.2 * chance));
    }

    /// <summary>Learns from a query that is complete.</summary>
    /// <param name="elapsed">From its start until it was found complete.</param>
    public void Learn(TimeSpan elapsed)
    {
        lock (gate)
        {
            found.Enqueue(elapsed);
            if (found.Count > Remembered) found.Dequeue();
            var typical = found.Order().ElementAt((int)(found.Count * Share)) * Earlier;
            first = typical < Shortest ? Shortest : typical;
        }
    }
}
