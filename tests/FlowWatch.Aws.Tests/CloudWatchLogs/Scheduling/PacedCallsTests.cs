using CsCheck;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Aws.Tests.CloudWatchLogs.Scheduling;

public class PacedCallsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task WaitAsync_WithinTheRate_DoesNotWait()
    {
        var calls = new PacedCalls(5, evenly: false, time);

        for (var i = 0; i < 5; i++) await calls.WaitAsync(CancellationToken.None);

        Assert.False(calls.WaitAsync(CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task WaitAsync_BeyondTheRate_WaitsForTheSecondToEnd()
    {
        var calls = new PacedCalls(2, evenly: false, time);
        await calls.WaitAsync(CancellationToken.None);
        time.Advance(TimeSpan.FromMilliseconds(600));
        await calls.WaitAsync(CancellationToken.None);
        var (third, fourth) = (calls.WaitAsync(CancellationToken.None), calls.WaitAsync(CancellationToken.None));

        time.Advance(TimeSpan.FromMilliseconds(400));
        await third;
        Assert.False(fourth.IsCompleted);

        time.Advance(TimeSpan.FromMilliseconds(600));
        await fourth;
    }

    [Fact]
    public async Task WaitAsync_Evenly_WaitsForEachPartOfTheSecond()
    {
        var calls = new PacedCalls(4, evenly: true, time);
        await calls.WaitAsync(CancellationToken.None);
        var second = calls.WaitAsync(CancellationToken.None);

        time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.False(second.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await second;

        time.Advance(TimeSpan.FromMinutes(1));
        await calls.WaitAsync(CancellationToken.None);
    }

    [Fact]
    public async Task WaitAsync_Cancelled_Throws()
    {
        var calls = new PacedCalls(1, evenly: false, time);
        using var cancellation = new CancellationTokenSource();
        await calls.WaitAsync(CancellationToken.None);
        var waiting = calls.WaitAsync(cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void SlowDown_OnceOrManyTimesInASecond_HalvesTheRateAndGrowsBack()
    {
        var calls = new PacedCalls(10, evenly: false, time);

        calls.SlowDown();
        calls.SlowDown();
        Assert.Equal(5, calls.Rate);

        time.Advance(TimeSpan.FromSeconds(1));
        calls.SlowDown();
        Assert.Equal(2, calls.Rate);

        time.Advance(PacedCalls.GrowEvery * 2);
        Assert.Equal(4, calls.Rate);
        time.Advance(PacedCalls.GrowEvery * 20);
        Assert.Equal(10, calls.Rate);
    }

    [Fact]
    public void WaitAsync_AnyArrivals_AreNeverMoreThanTheRateInASecond() => Gen.Select(Gen.Int[1, 6], Gen.Bool, Gen.Int[0, 700].Array[1, 40]).Sample((rate, evenly, gaps) =>
    {
        var clock = new FakeTimeProvider();
        var calls = new PacedCalls(rate, evenly, clock);
        var pending = new List<Task>();
        List<DateTimeOffset> let = [];
        foreach (var gap in gaps)
        {
            pending.Add(calls.WaitAsync(CancellationToken.None));
            Collect();
            for (var step = 0; step < gap; step += 10)
            {
                clock.Advance(TimeSpan.FromMilliseconds(10));
                Collect();
            }
        }

        return let.Zip(let.Skip(rate)).All(pair => pair.Second - pair.First >= TimeSpan.FromSeconds(1));

        void Collect()
        {
            let.AddRange(Enumerable.Repeat(clock.GetUtcNow(), pending.RemoveAll(call => call.IsCompleted)));
        }
    });
}
