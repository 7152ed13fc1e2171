using FlowWatch.Cli.Serve;
using FlowWatch.Core.Alerts;
using FlowWatch.Functions.Hosting;
using NCrontab;

namespace FlowWatch.Cli.Tests.Serve;

public sealed class DemoSettingsTests
{
    [Fact]
    public void Of_AFolder_IsUsableAndReadsAndRemembersOnlyThere()
    {
        var reading = DemoSettings.Of("/tmp/logs", "/tmp/state.db", "/tmp/reports");

        Assert.True(reading.IsUsable);
        var target = Assert.Single(reading.Settings.Targets);
        Assert.Equal("/tmp/logs", target.Folder);
        Assert.Equal(("/tmp/state.db", null), (reading.Settings.State.File, reading.Settings.State.Storage));
        // No alert leaves the machine.
        Assert.All(target.Topics.All, address => Assert.Equal(AlertAddressKind.Console, AlertAddress.KindOf(address)));
        Assert.NotEmpty(target.Topics.All);
    }

    [Fact]
    public void Schedules_Each_AreOfATimerAndOfSixFields()
    {
        var timers = FunctionInventory.Of(typeof(FlowWatchServices).Assembly).Timers.Select(timer => timer.Name).ToList();

        Assert.All(DemoSettings.Schedules, schedule =>
        {
            Assert.Contains(schedule.Key, timers);
            Assert.NotNull(CrontabSchedule.TryParse(schedule.Value, new CrontabSchedule.ParseOptions { IncludingSeconds = true }));
        });
    }

    [Fact]
    public void Explanation_OfTheWindows_TellsTheirLengthAndLag()
    {
        var windows = DemoSettings.Of("/tmp/logs", "/tmp/state.db", "/tmp/reports").Settings!.Checks.Anomaly;

        Assert.Contains($"windows are {windows.Length.TotalMinutes:0} minute long", DemoSettings.Explanation, StringComparison.Ordinal);
        Assert.Contains($"judged {windows.SettleLag.TotalSeconds:0} seconds after", DemoSettings.Explanation, StringComparison.Ordinal);
    }
}
