using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Aws.Tests;

/// <summary>
/// A clock that goes on by waiting alone: whoever waits for a while has waited at once, and then it is that much later. Limits to a wait
/// (cancellation sources) and periodic timers end when the clock has passed them. So what takes minutes takes none, and nothing hangs on
/// how fast the machine is.
/// </summary>
internal sealed class JumpingClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock gate = new();
    private readonly FakeTimeProvider time = new(start);

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    /// <summary>Moves on to a moment, unless it is past.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        lock (gate)
        {
            var length = moment - time.GetUtcNow();
            if (length > TimeSpan.Zero) time.Advance(length);
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = time.CreateTimer(callback, state, dueTime, period);
        // Task.Delay is a task that ends itself.
        if (state is Task && dueTime != Timeout.InfiniteTimeSpan)
        {
            var due = GetUtcNow() + dueTime;
            ThreadPool.QueueUserWorkItem(_ => MoveTo(due));
        }

        return timer;
    }
}
