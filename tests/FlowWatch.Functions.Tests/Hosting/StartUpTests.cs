using FlowWatch.Core.State;
using FlowWatch.Functions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowWatch.Functions.Tests.Hosting;

public sealed class StartUpTests
{
    [Fact]
    public async Task StartAsync_GoodSettings_OpensTheStateAndSaysWhereItIs()
    {
        await using var served = await Served.StartAsync("one");

        Assert.True(File.Exists(served.StateFile));
        Assert.Contains(served.StateFile, served.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task StartAsync_SettingsThatCannotBeUsed_SaysWhatIsWrongAndServes()
    {
        await using var served = await Served.StartAsync(_ => Readings.Of("""{ "nosuch": 1 }"""));

        Assert.Contains("nosuch", served.Errors, StringComparison.Ordinal);
        using var live = await served.GetAsync("/api/health/live", withKey: false);
        Assert.Equal(200, (int)live.StatusCode);
        Assert.Null(await served.Service<CheckRuns>().OnTimerAsync("security", false, default));
    }

    [Fact]
    public async Task StartAsync_StateOutOfOrder_StartsAndOpensItLater()
    {
        var isOut = true;
        await using var served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one")), new ScriptedSource(), services => services.AddSingleton(provider => new DeferredStateStore(stopping =>
            isOut ? throw new StateException("The storage does not answer.") { MayPass = true } : StateHome.OpenAsync(provider.GetRequiredService<Core.Targets.FlowWatchSettings>(), stopping))));

        Assert.Contains("The storage does not answer.", served.Errors, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StateException>(() => served.Service<CheckRuns>().OnTimerAsync("security", false, default));
        isOut = false;
        Assert.NotNull(await served.Service<CheckRuns>().OnTimerAsync("security", false, default));
    }

    [Fact]
    public async Task StartAsync_StateThatCanNeverBeUsed_DoesNotStart()
    {
        using var state = new DeferredStateStore(_ => throw new StateException("The state was written by a newer FlowWatch."));
        var start = new StartUp(Readings.Good("state.db", Readings.Target("one")), state, HostIdentity.OfThisProcess(), NullLogger<StartUp>.Instance);

        var error = await Assert.ThrowsAsync<StateException>(() => start.StartAsync(default));

        Assert.Equal("The state was written by a newer FlowWatch.", error.Message);
    }
}
