using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Cli.Tests.Serve;

/// <summary>The test's clock, which goes on only once somebody waits for it: then it does not matter how quick either is.</summary>
internal sealed class AwaitedTime(DateTimeOffset start) : FakeTimeProvider(start), IDisposable
{
    private readonly SemaphoreSlim waits = new(0);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        waits.Release();
        return timer;
    }

    /// <summary>Goes on once the next wait has begun; each wait counts once.</summary>
    public async Task AdvanceWaitAsync(TimeSpan delta)
    {
        await waits.WaitAsync();
        Advance(delta);
    }

    public void Dispose() => waits.Dispose();
}
