namespace FlowWatch.Core.Windows;

/// <summary>How a check cuts time into windows.</summary>
public sealed record WindowOptions
{
    /// <summary>Length of a window in steady state, and what windows start at a multiple of. Default: 15 minutes, the runbook's schedule of the anomaly check.</summary>
    public TimeSpan Length { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// What is read again before each window, so that something that straddles two windows is seen whole. Default: 15 minutes, the
    /// longest of the runbook's windows.
    /// </summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How long after its end a window is left to settle: the longest aggregation interval (10 minutes), about 5 minutes of delivery
    /// (docs.aws.amazon.com, "Flow log records"), and a minute to spare. Default: 16 minutes.
    /// </summary>
    public TimeSpan SettleLag { get; init; } = TimeSpan.FromMinutes(16);

    /// <summary>How far back the first run begins. Default: 1 hour.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The longest window when there is much to catch up with. Default: 1 hour.</summary>
    public TimeSpan LongestWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The most windows of one target that one run judges. Default: 8.</summary>
    public int WindowsPerRun { get; init; } = 8;

    /// <summary>
    /// At which ages, counted from its end, a window that was judged is looked at for records that arrived late; the last is the horizon.
    /// Each look reads the window's records once more, which costs as much as judging it. Default: 1 hour and 6 hours; none: not at all.
    /// </summary>
    public IReadOnlyList<TimeSpan> LateLooks { get; init; } = [TimeSpan.FromHours(1), TimeSpan.FromHours(6)];

    /// <summary>How long a run may judge a window without a sign of life before another may take over. Default: 10 minutes.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The pause after the first failure; it doubles with each further one. Default: 1 minute.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest pause between two tries. Default: 1 hour.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long after its end a window may stay unjudged before that is an alarm. Default: 1 hour.</summary>
    public TimeSpan AlarmAge { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How long judged windows are remembered. Default: 100 days, so that a quarter can be proven.</summary>
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(100);

    /// <summary>Whether it is time to look for late records of a window.</summary>
    public bool IsLookDue(WindowRow row, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Status == WindowStatus.Done && row.Looks < LateLooks.Count && now >= row.To + LateLooks[row.Looks];
    }

    /// <summary>Since when a window waits to be judged: since its end, or since it was last looked at for late records where those made it due again.</summary>
    public DateTimeOffset DueSince(WindowRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row is not { Revision: > 0, Looks: > 0, JudgedAt: { } judged } || LateLooks.Count == 0) return row.To;
        var look = row.To + LateLooks[Math.Min(row.Looks, LateLooks.Count) - 1];
        return look > judged ? look : judged;
    }

    /// <summary>The pause after so many tries that failed.</summary>
    public TimeSpan RetryAfter(int attempts)
    {
        var doublings = Math.Clamp(attempts - 1, 0, 20);
        return TimeSpan.FromTicks(Math.Min(LongestRetry.Ticks, FirstRetry.Ticks << doublings));
    }
}
