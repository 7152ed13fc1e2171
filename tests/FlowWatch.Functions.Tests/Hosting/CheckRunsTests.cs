using FlowWatch.Core.Runs;
using FlowWatch.Core.Windows;
using FlowWatch.Functions.Hosting;
using Microsoft.Extensions.Hosting;

namespace FlowWatch.Functions.Tests.Hosting;

public sealed class CheckRunsTests
{
    [Fact]
    public async Task OnTimerAsync_PastDue_SaysSoAndRuns()
    {
        await using var served = await Served.StartAsync("one");

        var run = await served.Service<CheckRuns>().OnTimerAsync("anomaly", true, default);

        Assert.Equal(("timer", "anomaly", 1), (run!.Trigger, run.Check, run.Targets));
        Assert.Contains("The timer of anomaly is past due", served.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_TheHostBeginsToStop_EndsAsCancelledAndGivesTheWindowBack()
    {
        var source = new ScriptedSource { Hangs = true };
        await using var served = await Served.StartAsync(source, "one");
        var running = served.Service<CheckRuns>().RunAsync(RunStore.NewId(Served.Start), "security", "test", default, CancellationToken.None);
        await source.Opening;

        served.Service<IHostApplicationLifetime>().StopApplication();

        Assert.Equal(RunStatus.Cancelled, (await running)!.Status);
        Assert.All(await served.Service<WindowLedger>().ListAsync("one", "security", null, null, default), row => Assert.Equal((WindowStatus.Due, 0), (row.Status, row.Attempts)));
    }
}
