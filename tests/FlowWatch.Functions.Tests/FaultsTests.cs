using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Functions.Hosting;
using FlowWatch.Local.State;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Functions.Tests;

/// <summary>What goes wrong around a host, as the host meets it: timers, state and HTTP as they are, flow logs in files.</summary>
public sealed class FaultsTests : IDisposable
{
    private readonly string logs = Directory.CreateTempSubdirectory("flowwatch-logs-").FullName;

    public void Dispose() => Directory.Delete(logs, recursive: true);

    [Fact]
    public async Task ClockJumpsSixHours_CatchesUpInBoundedSlicesAndFindsWhatWasMeanwhile()
    {
        WriteScan("203.0.113.1", Served.Start.AddMinutes(-40));
        await using var served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one", logs)));
        var options = served.Service<CheckRunnerOptions>().WindowsOf("security");
        await RunAsync(served);

        served.Time.Advance(TimeSpan.FromHours(6));
        WriteScan("203.0.113.2", Served.Start.AddHours(3));
        var runs = new List<RunRecord>();
        do runs.Add(await RunAsync(served));
        while (runs[^1].WindowsJudged > 0);

        // Six hours are more than one run takes in windows of ten minutes, so they are cut longer.
        Assert.InRange(runs.Count, 2, 4);
        Assert.All(runs, run => Assert.InRange(run.WindowsJudged, 0, options.WindowsPerRun));
        var windows = (await served.JsonAsync("/api/windows?target=one&check=security&top=500")).GetProperty("value").EnumerateArray()
            .Select(window => (From: window.GetProperty("from").GetDateTimeOffset(), To: window.GetProperty("to").GetDateTimeOffset(), Status: window.GetProperty("status").GetString())).ToList();
        Assert.All(windows, window => Assert.Equal("done", window.Status));
        Assert.All(windows, window => Assert.InRange(window.To - window.From, options.Length, options.LongestWindow));
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.InRange(windows[^1].To, served.Time.GetUtcNow() - options.SettleLag - options.Length, served.Time.GetUtcNow() - options.SettleLag);
        Assert.Equal(["203.0.113.1", "203.0.113.2"], await SourcesAsync(served));
    }

    [Fact]
    public async Task StorageOutage_SaysSoWaitsAndResumes()
    {
        WriteScan("203.0.113.1", Served.Start.AddMinutes(-40));
        FailingState storage = null!;
        await using var served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one", logs)), more: services => services.AddSingleton(provider => new DeferredStateStore(_ =>
            Task.FromResult<IStateStore>(storage = new FailingState(SqliteStateStore.Open(provider.GetRequiredService<Core.Targets.FlowWatchSettings>().State.File!))))));
        await RunAsync(served);

        storage.IsOut = true;
        WriteScan("203.0.113.2", Served.Start.AddMinutes(20));
        for (var count = 0; count < 3; count++)
        {
            served.Time.Advance(TimeSpan.FromMinutes(20));
            var error = await Assert.ThrowsAsync<StateException>(() => RunAsync(served));
            Assert.Equal((FailingState.Outage, true), (error.Message, error.MayPass));
        }

        var ready = await served.JsonAsync("/api/health/ready", 503);
        Assert.Equal(("notReady", FailingState.Outage), (ready.GetProperty("status").GetString(), ready.GetProperty("state").GetProperty("problem").GetString()));
        await served.ProblemAsync("/api/windows?target=one&check=security", "state-unavailable", 503);
        using (var live = await served.GetAsync("/api/health/live", withKey: false)) Assert.Equal(200, (int)live.StatusCode);

        storage.IsOut = false;
        Assert.Equal(RunStatus.Succeeded, (await RunAsync(served)).Status);
        Assert.Equal("ready", (await served.JsonAsync("/api/health/ready")).GetProperty("status").GetString());
        var windows = (await served.JsonAsync("/api/windows?target=one&check=security&status=done")).GetProperty("value").EnumerateArray().ToList();
        Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.GetProperty("to").GetString(), pair.Second.GetProperty("from").GetString()));
        Assert.Equal(["203.0.113.1", "203.0.113.2"], await SourcesAsync(served));
    }

    private static async Task<RunRecord> RunAsync(Served served) => (await served.Service<CheckRuns>().OnTimerAsync("security", false, default))!;

    private static async Task<List<string?>> SourcesAsync(Served served) =>
        [.. (await served.JsonAsync("/api/findings?check=security&top=500")).GetProperty("value").EnumerateArray().Select(finding => finding.GetProperty("source").GetString())];

    private void WriteScan(string source, DateTimeOffset start)
    {
        var second = start.ToUnixTimeSeconds();
        var file = Path.Combine(logs, $"{source}.log");
        File.WriteAllLines(file, Enumerable.Range(1, 60).Select(port => string.Create(CultureInfo.InvariantCulture, $"2 111111111111 eni-0a {source} 10.0.0.5 40000 {port} 6 1 40 {second + port} {second + port + 10} REJECT OK"))
            .Prepend("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"));
        File.SetLastWriteTimeUtc(file, start.AddMinutes(2).UtcDateTime);
    }
}
