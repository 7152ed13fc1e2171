using CsCheck;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Aws.Tests.CloudWatchLogs.Scheduling;

public class FairSlotsTests
{
    private readonly FakeTimeProvider time = new();

    [Fact]
    public async Task AcquireAsync_PlacesAreTaken_WaitsUntilOneIsGivenBack()
    {
        var slots = new FairSlots(2, time);
        var first = await slots.AcquireAsync("a", again: false, CancellationToken.None);
        using var second = await slots.AcquireAsync("a", again: false, CancellationToken.None);
        var third = slots.AcquireAsync("a", again: false, CancellationToken.None);
        Assert.False(third.IsCompleted);

        first.Dispose();

        using var place = await third;
    }

    [Fact]
    public async Task AcquireAsync_ManyOfOneOwner_DoNotHoldUpAnother()
    {
        var slots = new FairSlots(1, time);
        var place = await slots.AcquireAsync("busy", again: false, CancellationToken.None);
        List<string> order = [];
        var waiting = Enumerable.Range(0, 4).Select(number => ServedAsync(slots, "busy", $"busy {number}", again: false, order)).ToList();
        waiting.Add(ServedAsync(slots, "quiet", "quiet 0", again: false, order));
        waiting.Add(ServedAsync(slots, "third", "third 0", again: false, order));

        place.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(["busy 0", "quiet 0", "third 0", "busy 1", "busy 2", "busy 3"], order);
    }

    [Fact]
    public async Task AcquireAsync_Again_GoesBeforeTheOwnersOthers()
    {
        var slots = new FairSlots(1, time);
        var place = await slots.AcquireAsync("a", again: false, CancellationToken.None);
        List<string> order = [];
        List<Task> waiting = [ServedAsync(slots, "a", "a 0", again: false, order), ServedAsync(slots, "a", "a again", again: true, order)];

        place.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(["a again", "a 0"], order);
    }

    [Fact]
    public async Task AcquireAsync_Cancelled_LeavesTheLine()
    {
        var slots = new FairSlots(1, time);
        var place = await slots.AcquireAsync("a", again: false, CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var cancelled = slots.AcquireAsync("b", again: false, cancellation.Token);
        var next = slots.AcquireAsync("c", again: false, CancellationToken.None);

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        place.Dispose();

        using var last = await next;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slots.AcquireAsync("d", again: false, cancellation.Token));
    }

    [Fact]
    public async Task Dispose_Twice_GivesOnePlaceBack()
    {
        var slots = new FairSlots(1, time);
        var place = await slots.AcquireAsync("a", again: false, CancellationToken.None);
        place.Dispose();
        place.Dispose();

        using var first = await slots.AcquireAsync("a", again: false, CancellationToken.None);
        Assert.False(slots.AcquireAsync("a", again: false, CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task Narrow_WhileSomeRun_LeavesAsManyPlacesAndWidensAgain()
    {
        var slots = new FairSlots(5, time);
        for (var i = 0; i < 4; i++) await slots.AcquireAsync("a", again: false, CancellationToken.None);

        slots.Narrow(refused: 1);
        Assert.Equal(3, slots.Allowed);

        time.Advance(FairSlots.WidenEvery);
        Assert.Equal(4, slots.Allowed);
        time.Advance(FairSlots.WidenEvery * 10);
        Assert.Equal(5, slots.Allowed);
    }

    [Fact]
    public async Task Narrow_NobodyElseRuns_LeavesOnePlace()
    {
        var slots = new FairSlots(5, time);
        await slots.AcquireAsync("a", again: false, CancellationToken.None);

        slots.Narrow(refused: 1);

        Assert.Equal(1, slots.Allowed);
    }

    [Fact]
    public void AnyUse_NeverGivesMorePlacesThanThereAre() => Gen.Select(Gen.Int[1, 5], Gen.Int[0, 3].Array[1, 60]).Sample((most, acts) =>
    {
        var slots = new FairSlots(most, time);
        List<Task<IDisposable>> asked = [];
        var owner = 0;
        foreach (var act in acts)
        {
            if (act == 3) slots.Narrow(refused: 1);
            else if (act == 2 && asked.FirstOrDefault(task => task.IsCompletedSuccessfully) is { } held && asked.Remove(held)) held.Result.Dispose();
            else asked.Add(slots.AcquireAsync($"{owner++ % 3}", again: act == 1, CancellationToken.None));
            if (asked.Count(task => task.IsCompletedSuccessfully) > most) return false;
        }

        return true;
    });

    private static async Task ServedAsync(FairSlots slots, string owner, string name, bool again, List<string> order)
    {
        using var place = await slots.AcquireAsync(owner, again, CancellationToken.None);
        lock (order) order.Add(name);
    }
}
