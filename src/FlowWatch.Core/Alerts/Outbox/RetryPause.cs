namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>How long to wait before the next try: 30 seconds, doubled with every failure up to 10 minutes, and up to a quarter more or less so that hosts and topics do not all come at once.</summary>
public static class RetryPause
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The pause.</summary>
    /// <param name="failures">How often it failed, from 1.</param>
    /// <param name="seed">Makes the share of chance; the same seed and number give the same pause.</param>
    public static TimeSpan After(int failures, int seed)
    {
        var whole = Math.Min(Longest.Ticks, First.Ticks << Math.Clamp(failures - 1, 0, 20));
        // No secret hangs on it: it only spreads tries.
#pragma warning disable CA5394
        var share = 0.75 + (new Random(HashCode(seed, failures)).NextDouble() / 2);
#pragma warning restore CA5394
        return TimeSpan.FromTicks((long)(whole * share));
    }

    // The runtime's own hash codes differ from start to start.
    private static int HashCode(int seed, int failures) => unchecked((seed * 31) + (failures * 7919));
}
