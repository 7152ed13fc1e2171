namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>Chance that is the same in every run. Safe to use from many threads.</summary>
/// <param name="seed">Begins it.</param>
internal sealed class Jitter(int seed)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();

#pragma warning disable CA5394 // It spreads calls over time; nothing depends on its being hard to guess.
    private readonly Random random = new(seed);

    /// <summary>A number from 0 to 1.</summary>
    public double Next()
    {
        lock (gate) return random.NextDouble();
    }
#pragma warning restore CA5394

    /// <summary>How long to wait before trying again: twice as long each time, up to 30 seconds, of which half is left to chance.</summary>
    /// <param name="failures">How often it failed in a row, from 1.</param>
    public TimeSpan Backoff(int failures)
    {
        var full = Shortest * Math.Pow(2, Math.Min(failures, 10) - 1);
        return (full < Longest ? full : Longest) * (0.5 + (0.5 * Next()));
    }
}
