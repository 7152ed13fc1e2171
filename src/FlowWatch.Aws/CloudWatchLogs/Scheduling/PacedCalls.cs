namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>
/// Keeps calls to so many within any second, in order of arrival. When AWS says it is too much all the same (others use the same
/// account), the rate is halved, and grows back. Safe to use from many threads.
/// </summary>
internal sealed class PacedCalls
{
    /// <summary>How long after it was slowed down, or last sped up, one more call a second is allowed.</summary>
    public static readonly TimeSpan GrowEvery = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();

    // When the last calls were let go, or will be: as many as can matter.
    private readonly LinkedList<DateTimeOffset> calls = [];
    private readonly int most;
    private readonly bool evenly;
    private readonly TimeProvider time;
    private int rate;
    private DateTimeOffset nextGrowth;
    private DateTimeOffset slowed = DateTimeOffset.MinValue;

    /// <summary>A pace; no call was made yet.</summary>
    /// <param name="most">Calls within a second when all is well.</param>
    /// <param name="evenly">Whether each waits for its part of the second, so that what they begin does not end all at once.</param>
    /// <param name="time">Tells the time.</param>
    public PacedCalls(int most, bool evenly, TimeProvider time) => (this.most, rate, this.evenly, this.time) = (most, most, evenly, time);

    /// <summary>Calls within a second at present.</summary>
    public int Rate
    {
        get
        {
            lock (gate) return Grown(time.GetUtcNow());
        }
    }

    /// <summary>Waits until the next call may be made.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var turn = Turn(now);
            calls.AddLast(turn);
            wait = turn - now;
        }

        return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : cancellationToken.IsCancellationRequested ? Task.FromCanceled(cancellationToken) : Task.CompletedTask;
    }

    /// <summary>AWS says that it is too much. Several answers within a second count once: they are about the same crowd.</summary>
    public void SlowDown()
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (now < slowed + Window) return;
            rate = Math.Max(1, Grown(now) / 2);
            (slowed, nextGrowth) = (now, now + GrowEvery);
        }
    }

    private DateTimeOffset Turn(DateTimeOffset now)
    {
        var allowed = Grown(now);
        while (calls.Count > allowed) calls.RemoveFirst();
        if (calls.Last is not { } last) return now;
        var turn = evenly ? last.Value + (Window / allowed) : calls.Count < allowed ? now : calls.First!.Value + Window;
        return Later(now, Later(last.Value, turn));
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private int Grown(DateTimeOffset now)
    {
        while (rate < most && now >= nextGrowth)
        {
            rate++;
            nextGrowth += GrowEvery;
        }

        return rate;
    }
}
