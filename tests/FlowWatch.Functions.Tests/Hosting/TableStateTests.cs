using System.Globalization;
using FlowWatch.Azure.State;
using FlowWatch.Azure.Tests;
using FlowWatch.Core.Runs;
using FlowWatch.Core.State;
using FlowWatch.Core.Windows;
using FlowWatch.Functions.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace FlowWatch.Functions.Tests.Hosting;

/// <summary>The services of the function app with their state in Table storage, as a deployment has it; skipped where there is no Azurite.</summary>
public sealed class TableStateTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    private readonly string table = $"t{Guid.NewGuid():N}";
    private readonly string logs = Directory.CreateTempSubdirectory("flowwatch-logs-").FullName;

    public void Dispose() => Directory.Delete(logs, recursive: true);

    [SkippableFact]
    public async Task OnTimerAsync_StateInATable_JudgesWindowsAndMakesAnIncident()
    {
        WriteScan("203.0.113.9", Served.Start.AddMinutes(-40));
        await using var served = await StartAsync();

        var run = await served.Service<CheckRuns>().OnTimerAsync("security", false, default);

        Assert.Equal((RunStatus.Succeeded, 0), (run!.Status, run.WindowsFailed));
        Assert.True(run.WindowsJudged > 0);
        var incident = Assert.Single((await served.JsonAsync("/api/incidents")).GetProperty("value").EnumerateArray());
        Assert.Equal("PORT_SCAN", incident.GetProperty("detection").GetString());
        Assert.Equal(run.Id, Assert.Single((await served.JsonAsync("/api/runs")).GetProperty("value").EnumerateArray()).GetProperty("id").GetString());
        Assert.False(File.Exists(served.StateFile));
    }

    [SkippableFact]
    public async Task OnTimerAsync_AnotherHostOnTheSameTable_GoesOnWhereTheFirstWas()
    {
        WriteScan("203.0.113.9", Served.Start.AddMinutes(-40));
        IReadOnlyList<WindowRow> judged;
        await using (var first = await StartAsync())
        {
            await first.Service<CheckRuns>().OnTimerAsync("security", false, default);
            judged = await RowsAsync(first);
        }

        await using var second = await StartAsync();
        Assert.Equal(0, (await second.Service<CheckRuns>().OnTimerAsync("security", false, default))!.WindowsJudged);
        second.Time.Advance(TimeSpan.FromMinutes(20));
        var run = await second.Service<CheckRuns>().OnTimerAsync("security", false, default);

        Assert.True(run!.WindowsJudged > 0);
        var all = await RowsAsync(second);
        Assert.Equal(judged.Select(row => (row.From, row.To, row.Status)), all.Take(judged.Count).Select(row => (row.From, row.To, row.Status)));
        Assert.All(all.Zip(all.Skip(1)), pair => Assert.Equal(pair.First.To, pair.Second.From));
        Assert.Single((await second.JsonAsync("/api/incidents")).GetProperty("value").EnumerateArray());
    }

    private static Task<IReadOnlyList<WindowRow>> RowsAsync(Served served) => served.Service<WindowLedger>().ListAsync("one", "security", null, null, default);

    // Settings take no connection strings, as they would be secrets; so the state itself is put in place, opened as the host opens any other.
    private Task<Served> StartAsync()
    {
        Skip.If(azurite.ConnectionString is null, "Azurite is not installed: npm install --prefix artifacts/npm azurite@3.37.0");
        return Served.StartAsync(state => Readings.Good(state, Readings.Target("one", logs)), more: services => services.AddSingleton(
            new DeferredStateStore(async stopping => (IStateStore)await TableStateStore.OpenAsync(azurite.ConnectionString, table, stopping))));
    }

    private void WriteScan(string source, DateTimeOffset start)
    {
        var second = start.ToUnixTimeSeconds();
        var file = Path.Combine(logs, "scan.log");
        File.WriteAllLines(file, Enumerable.Range(1, 60).Select(port => string.Create(CultureInfo.InvariantCulture, $"2 111111111111 eni-0a {source} 10.0.0.5 40000 {port} 6 1 40 {second + port} {second + port + 10} REJECT OK"))
            .Prepend("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"));
        File.SetLastWriteTimeUtc(file, start.AddMinutes(2).UtcDateTime);
    }
}
