using FlowWatch.Core.Runs;
using FlowWatch.Functions.Hosting;

namespace FlowWatch.Functions.Tests.Hosting;

public sealed class BackgroundRunsTests
{
    [Fact]
    public async Task TryTake_OneThatIsTaken_IsNotTakenTwice()
    {
        var source = new ScriptedSource { Hangs = true };
        await using var served = await Served.StartAsync(source, "one");
        var runs = served.Service<BackgroundRuns>();
        var first = Run();
        Assert.True(runs.TryTake(first, default));
        await source.Opening;

        var others = Enumerable.Range(0, BackgroundRuns.MaximumWaiting).Select(_ => Run()).ToList();
        // All places are taken by others; those that are taken need none.
        for (var number = 0; number < BackgroundRuns.MaximumWaiting; number++) Assert.True(runs.TryTake(others[number], default));

        Assert.True(runs.TryTake(first, default));
        Assert.True(runs.TryTake(others[3], default));
        Assert.False(runs.TryTake(Run(), default));
    }

    [Fact]
    public async Task TryTake_OnceTheHostStopped_TakesNothingAndWhatWaitedIsCancelled()
    {
        var source = new ScriptedSource { Hangs = true };
        await using var served = await Served.StartAsync(source, "one");
        var runs = served.Service<BackgroundRuns>();
        var first = Run();
        Assert.True(runs.TryTake(first, default));
        await source.Opening;
        var waits = Run();
        Assert.True(runs.TryTake(waits, default));

        await served.StopAsync();

        Assert.False(runs.TryTake(Run(), default));
        Assert.Equal(RunStatus.Cancelled, (await served.Service<RunStore>().FindAsync(waits.Id, default))!.Status);
        Assert.Equal(RunStatus.Cancelled, (await served.Service<RunStore>().FindAsync(first.Id, default))!.Status);
    }

    private static RunRecord Run() => new() { Id = RunStore.NewId(Served.Start), Check = "security", Trigger = "http", Status = RunStatus.Running, StartedAt = Served.Start, Targets = 1 };
}
