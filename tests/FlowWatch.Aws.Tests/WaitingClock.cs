using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Aws.Tests;

/// <summary>
/// A clock that a test moves from one moment somebody waits for to the next. It knows how many wait, so that a test can tell when all do.
/// </summary>
internal sealed class WaitingClock : TimeProvider
{
    private readonly Lock gate;
    private readonly FakeTimeProvider time;
    private readonly HashSet<WaitingTimer> timers;
    private readonly bool counts;

    public WaitingClock(DateTimeOffset start)
        : this(new FakeTimeProvider(start), [], new Lock(), counts: true) => Server = new WaitingClock(time, timers, gate, counts: false);

    private WaitingClock(FakeTimeProvider time, HashSet<WaitingTimer> timers, Lock gate, bool counts) =>
        (this.time, this.timers, this.gate, this.counts, Server) = (time, timers, gate, counts, this);

    /// <summary>The same clock for the other side, whose waits are not counted.</summary>
    public WaitingClock Server { get; }

    /// <summary>How many wait for a time to come. Limits to a wait (cancellation sources) are no waits.</summary>
    public int Waiting
    {
        get
        {
            lock (gate) return timers.Count(timer => timer.Counts);
        }
    }

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    /// <summary>The next moment that anybody waits for; null where nobody does.</summary>
    public DateTimeOffset? Next
    {
        get
        {
            lock (gate) return timers.Count == 0 ? null : timers.Min(timer => timer.Due);
        }
    }

    /// <summary>Moves on to a moment.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        var length = moment - time.GetUtcNow();
        time.Advance(length > TimeSpan.Zero ? length : TimeSpan.Zero);
    }

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WaitingTimer(this, counts && state is not CancellationTokenSource);
        timer.Start(time.CreateTimer(
            _ =>
            {
                timer.Stopped();
                callback(state);
            },
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class WaitingTimer(WaitingClock clock, bool counts) : ITimer
    {
        private ITimer? timer;

        public bool Counts => counts;

        public DateTimeOffset Due { get; private set; }

        public void Start(ITimer inner) => timer = inner;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                clock.timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock.GetUtcNow() + dueTime;
                    clock.timers.Add(this);
                }
            }

            return timer!.Change(dueTime, period);
        }

        public void Stopped()
        {
            lock (clock.gate) clock.timers.Remove(this);
        }

        public void Dispose()
        {
            Stopped();
            timer!.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
