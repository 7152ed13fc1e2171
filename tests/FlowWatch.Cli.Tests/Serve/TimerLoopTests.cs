using FlowWatch.Cli.Serve;
using FlowWatch.Core.State;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Cli.Tests.Serve;

public sealed class TimerLoopTests : IAsyncLifetime, IDisposable
{
    private readonly AwaitedTime time = new(new DateTimeOffset(2026, 1, 5, 12, 0, 5, TimeSpan.Zero));
    private readonly StoppableLifetime lifetime = new();
    private readonly StringWriter errors = new() { NewLine = "\n" };
    private readonly TimerProbe probe;
    private readonly ServiceProvider services;
    private TimerLoop? loop;

    public TimerLoopTests()
    {
        probe = new TimerProbe(time);
        services = new ServiceCollection().AddSingleton(probe).BuildServiceProvider();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (loop is not null) await loop.StopAsync(CancellationToken.None);
        await services.DisposeAsync();
    }

    public void Dispose()
    {
        loop?.Dispose();
        services.Dispose();
        lifetime.Dispose();
        time.Dispose();
        errors.Dispose();
    }

    [Fact]
    public async Task Loop_AtStart_FiresOnceAsPastDue()
    {
        Assert.Equal(("12:00:05", true), await StartAsync());
        Assert.Equal(0, probe.Untaken);
    }

    [Fact]
    public async Task Loop_TimePasses_FiresByTheScheduleOfTheFunction()
    {
        await StartAsync();

        await time.AdvanceWaitAsync(TimeSpan.FromSeconds(595));
        Assert.Equal(("12:10:00", false), await probe.NextAsync());
        await time.AdvanceWaitAsync(TimeSpan.FromMinutes(10));
        Assert.Equal(("12:20:00", false), await probe.NextAsync());
        Assert.Equal(0, probe.Untaken);
    }

    [Fact]
    public async Task Loop_AnotherScheduleWithSeconds_IsTakenInPlaceOfTheFunctionsOwn()
    {
        await StartAsync("*/15 * * * * *");

        await time.AdvanceWaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal(("12:00:15", false), await probe.NextAsync());
        await time.AdvanceWaitAsync(TimeSpan.FromSeconds(15));
        Assert.Equal(("12:00:30", false), await probe.NextAsync());
    }

    [Fact]
    public async Task Loop_ARunLastsLongerThanTheSchedule_NeverOverlapsAndCatchesUpOnce()
    {
        await StartAsync();
        var hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        probe.Work = _ => hold.Task;
        await time.AdvanceWaitAsync(TimeSpan.FromSeconds(595));
        Assert.Equal(("12:10:00", false), await probe.NextAsync());

        // Two firings are missed meanwhile; they are one run.
        time.Advance(TimeSpan.FromMinutes(25));
        Assert.Equal(0, probe.Untaken);
        hold.SetResult();
        Assert.Equal(("12:35:00", true), await probe.NextAsync());
        await time.AdvanceWaitAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(("12:40:00", false), await probe.NextAsync());

        Assert.Equal(1, probe.MostAtOnce);
    }

    [Fact]
    public async Task Loop_TheClockJumps_OneRunIsPastDueAndTheScheduleGoesOn()
    {
        await StartAsync();

        await time.AdvanceWaitAsync(TimeSpan.FromHours(7));
        Assert.Equal(("19:00:05", true), await probe.NextAsync());
        await time.AdvanceWaitAsync(TimeSpan.FromSeconds(595));
        Assert.Equal(("19:10:00", false), await probe.NextAsync());
        Assert.Equal(0, probe.Untaken);
    }

    [Fact]
    public async Task Loop_ARunFails_SaysSoAndKeepsTheSchedule()
    {
        await StartAsync();
        probe.Work = _ => throw new InvalidOperationException("broken\nwith details");
        await time.AdvanceWaitAsync(TimeSpan.FromSeconds(595));
        await probe.NextAsync();
        probe.Work = _ => Task.CompletedTask;
        await time.AdvanceWaitAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(("12:20:00", false), await probe.NextAsync());
        Assert.Contains("12:10:00Z error: Probe failed, a bug in FlowWatch: InvalidOperationException: broken\n", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("details", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loop_TheStateIsOutOfOrder_IsNoBug()
    {
        await StartAsync();
        probe.Work = _ => throw new StateException("The storage does not answer.") { MayPass = true };
        await time.AdvanceWaitAsync(TimeSpan.FromSeconds(595));
        await probe.NextAsync();
        probe.Work = _ => Task.CompletedTask;
        await time.AdvanceWaitAsync(TimeSpan.FromMinutes(10));
        await probe.NextAsync();

        Assert.Contains("error: Probe: The storage does not answer. It tries again when its timer fires next.\n", errors.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("bug", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loop_TheHostBeginsToStopWhileARunWaits_IsNoFailure()
    {
        await StartAsync();
        // As a run waits on storage: with a token of the host, not with that of the timers.
        probe.Work = _ => Task.Delay(Timeout.InfiniteTimeSpan, time, lifetime.ApplicationStopping);
        await time.AdvanceWaitAsync(TimeSpan.FromSeconds(595));
        await probe.NextAsync();

        lifetime.StopApplication();
        await loop!.ExecuteTask!;

        Assert.Equal("", errors.ToString());
        Assert.Equal(0, probe.Untaken);
    }

    [Fact]
    public async Task Loop_IsStoppedWhileARunWaits_IsNoFailure()
    {
        await StartAsync();
        probe.Work = stopping => Task.Delay(Timeout.InfiniteTimeSpan, time, stopping);
        await time.AdvanceWaitAsync(TimeSpan.FromSeconds(595));
        await probe.NextAsync();

        await loop!.StopAsync(CancellationToken.None);

        Assert.True(loop.ExecuteTask!.IsCompletedSuccessfully);
        Assert.Equal("", errors.ToString());
    }

    [Fact]
    public async Task Loop_ARunIsCancelledAndNobodyStops_IsAFailureAndTheScheduleGoesOn()
    {
        await StartAsync();
        probe.Work = _ => throw new TaskCanceledException("too slow");
        await time.AdvanceWaitAsync(TimeSpan.FromSeconds(595));
        await probe.NextAsync();
        probe.Work = _ => Task.CompletedTask;
        await time.AdvanceWaitAsync(TimeSpan.FromMinutes(10));

        Assert.Equal(("12:20:00", false), await probe.NextAsync());
        Assert.Contains("a bug in FlowWatch: TaskCanceledException: too slow\n", errors.ToString(), StringComparison.Ordinal);
    }

    // Once the first run was told of, the loop has taken its time of the start: from then on nothing depends on which of the two is quicker.
    private async Task<(string At, bool IsPastDue)> StartAsync(string? schedule = null)
    {
        var terminal = new Terminal { Output = Stream.Null, Error = errors, Input = Stream.Null, IsOutputRedirected = true, IsErrorRedirected = true, Time = time };
        var options = new ServeOptions { Schedules = schedule is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [ProbedTimer.Name] = schedule } };
        loop = new TimerLoop(FunctionInventory.Of(typeof(ProbedTimer).Assembly), options, services, time, new ServeOutput(terminal, quiet: false, verbose: false), lifetime);
        await loop.StartAsync(CancellationToken.None);
        return await probe.NextAsync();
    }

    [Fact]
    public async Task Loop_HostThatNeverListens_FiresNothing()
    {
        using var never = new StoppableLifetime { ApplicationStarted = CancellationToken.None };
        var terminal = new Terminal { Output = Stream.Null, Error = errors, Input = Stream.Null, IsOutputRedirected = true, IsErrorRedirected = true, Time = time };
        using var waiting = new TimerLoop(FunctionInventory.Of(typeof(ProbedTimer).Assembly), new ServeOptions(), services, time, new ServeOutput(terminal, quiet: false, verbose: false), never);

        await waiting.StartAsync(CancellationToken.None);
        await waiting.StopAsync(CancellationToken.None);

        Assert.True(waiting.ExecuteTask is { IsCompleted: true, IsFaulted: false });
        Assert.Equal(0, probe.Untaken);
    }
}
