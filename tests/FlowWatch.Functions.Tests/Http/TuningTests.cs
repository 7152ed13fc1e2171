using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Diagnostics.Answers;
using FlowWatch.Core.Tuning;
using FlowWatch.Core.Windows;
using FlowWatch.Functions.Hosting;

namespace FlowWatch.Functions.Tests.Http;

public sealed class TuningTests : IDisposable
{
    private readonly string logs = Directory.CreateTempSubdirectory("flowwatch-tuning-").FullName;

    public void Dispose() => Directory.Delete(logs, recursive: true);

    // One source is refused at twenty ports, which is found (10), another at eight, which is not.
    [Fact]
    public async Task Rescan_OtherThresholds_TellsWhatVanishesAndAppears()
    {
        await using var served = await JudgedAsync();
        var target = Readings.Target("one", logs);
        Task<TuningResult> Of(string ports, int windows = 100) => served.Service<ThresholdTuning>().RescanAsync(target, new TuningCandidate("PORT_SCAN", "failedPorts", ports), 1, new TuningLimits { MostWindows = windows }, CancellationToken.None);

        var same = await Of("10");
        Assert.Equal((1, 0, 0, null), (same.Incidents, same.Vanish, same.Appear, same.NotVerified));
        Assert.Equal(same.Windows, same.Rescanned);
        var higher = await Of("30");
        Assert.Equal((1, 0, "203.0.113.9"), (higher.Vanish, higher.Appear, Assert.Single(higher.Vanishing)));
        var lower = await Of("5");
        Assert.Equal((0, 1, "203.0.113.10"), (lower.Vanish, lower.Appear, Assert.Single(lower.Appearing)));
        var part = await Of("5", windows: 1);
        Assert.Equal(1, part.Rescanned);
        Assert.Contains("not judged again: ", part.NotVerified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhatFindingsDoNotTell_IsNotVerified()
    {
        await using var served = await JudgedAsync();

        var result = Assert.Single((await served.JsonAsync("/api/detections/tuning?days=1&target=one&set=PORT_SCAN.failedPorts=30&replay=false")).GetProperty("value").EnumerateArray());

        Assert.Equal((1, System.Text.Json.JsonValueKind.Null), (result.GetProperty("incidents").GetInt32(), result.GetProperty("vanish").ValueKind));
        Assert.Contains("judge the flow logs again", result.GetProperty("notVerified").GetString(), StringComparison.Ordinal);
        Assert.Equal(6, (await served.JsonAsync("/api/detections/tuning")).GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task Get_LowerThresholds_JudgesTheFlowLogsAgainForEach()
    {
        await using var served = await JudgedAsync();

        var results = (await served.JsonAsync("/api/detections/tuning?days=1&target=one&set=PORT_SCAN.failedPorts=5;PORT_SCAN.failedPorts=30")).GetProperty("value").EnumerateArray().ToList();

        Assert.Equal([("5", 0, 1), ("30", 1, 0)], results.Select(result => (result.GetProperty("candidate").GetString()!, result.GetProperty("vanish").GetInt32(), result.GetProperty("appear").GetInt32())));
        Assert.All(results, result => Assert.Equal(result.GetProperty("windows").GetInt32(), result.GetProperty("rescanned").GetInt32()));
        Assert.Equal("203.0.113.10", Assert.Single(results[0].GetProperty("appearing").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("target=one&set=PORT_SCAN.failedPorts=5&replay=false")]
    [InlineData("set=PORT_SCAN.failedPorts=5")]
    public async Task Get_LowerThresholdThatNobodyPaysFor_IsNotVerified(string query)
    {
        await using var served = await JudgedAsync();

        var result = Assert.Single((await served.JsonAsync($"/api/detections/tuning?days=1&{query}")).GetProperty("value").EnumerateArray());

        Assert.Equal((0, true), (result.GetProperty("rescanned").GetInt32(), result.GetProperty("needsFlowLogs").GetBoolean()));
        Assert.NotNull(result.GetProperty("notVerified").GetString());
    }

    [Fact]
    public async Task Get_HigherThresholdThatFindingsTell_AsksNoFlowLog()
    {
        using var source = new SlowSource();
        await using var served = await Served.StartAsync(source, "one");
        await MarkAsync(served, "anomaly");

        // The source never opens anything: whoever asked it would wait for ever.
        var result = Assert.Single((await served.JsonAsync("/api/detections/tuning?target=one&set=HIGH_CONNECTION_COUNT.connections=5000")).GetProperty("value").EnumerateArray());

        Assert.Equal((0, 0, 0), (result.GetProperty("vanish").GetInt32(), result.GetProperty("appear").GetInt32(), result.GetProperty("rescanned").GetInt32()));
        Assert.InRange(result.GetProperty("windows").GetInt32(), 1, 10);
    }

    [Fact]
    public async Task Get_ReplayThatTakesLong_IsAnsweredLater()
    {
        WriteScans();
        using var source = new SlowSource { Folder = logs };
        await using var slow = await Served.StartAsync(source, "one");
        await MarkAsync(slow, "security");
        var asked = slow.GetAsync("/api/detections/tuning?days=1&target=one&set=PORT_SCAN.failedPorts=5");
        await source.Opened(1);
        slow.Time.Advance(DiagnosticDesk.Patience);
        using var accepted = await asked;

        Assert.Equal(202, (int)accepted.StatusCode);
        Assert.NotNull(accepted.Headers.RetryAfter);
        var place = accepted.Headers.Location!.ToString();
        using (var running = await slow.GetAsync(place)) Assert.Equal(("tuning", "running"), ((await Served.JsonAsync(running, 202)) is var item ? (item.GetProperty("question").GetString()!, item.GetProperty("status").GetString()!) : default));

        source.Release();
        var id = place[(place.LastIndexOf('/') + 1)..];
        while ((await slow.Service<AnswerStore>().FindAsync(id, CancellationToken.None))?.Status != AnswerStatus.Done) await Task.Yield();
        var result = Assert.Single((await slow.JsonAsync(place)).GetProperty("value").EnumerateArray());
        Assert.Equal(result.GetProperty("windows").GetInt32(), result.GetProperty("rescanned").GetInt32());
        Assert.Equal(2, result.GetProperty("appear").GetInt32());
    }

    [Theory]
    [InlineData("days=0", "days")]
    [InlineData("days=91", "days")]
    [InlineData("set=PORT_SCAN.failedPorts", "set")]
    [InlineData("set=NOPE.failedPorts=1", "set")]
    [InlineData("target=two", "target")]
    [InlineData("set=PORT_SCAN.failedPorts=5;", "set")]
    [InlineData("set=PORT_SCAN.failedPorts=5;PORT_SCAN.nope=5", "set")]
    [InlineData("set=PORT_SCAN.failedPorts=1;PORT_SCAN.failedPorts=2;PORT_SCAN.failedPorts=3;PORT_SCAN.failedPorts=4;PORT_SCAN.failedPorts=5;PORT_SCAN.failedPorts=6", "set")]
    [InlineData("replay=perhaps", "replay")]
    [InlineData("cost=1000", "cost")]
    [InlineData("cost=-1", "cost")]
    [InlineData("cost=1e3", "cost")]
    public async Task Get_WhatIsNoGood_SaysSo(string query, string parameter)
    {
        await using var served = await Served.StartAsync("one");

        Assert.True((await served.ProblemAsync($"/api/detections/tuning?{query}", "invalid-parameter", 400)).GetProperty("errors").TryGetProperty(parameter, out _));
    }

    // All windows that are due count as judged, though nobody looked.
    private static async Task MarkAsync(Served served, string check)
    {
        var (ledger, options) = (served.Service<WindowLedger>(), served.Service<CheckRunnerOptions>().WindowsOf(check));
        while (await ledger.ClaimAsync("one", check, options, CancellationToken.None) is { } lease) Assert.True(await ledger.CompleteAsync(lease, new WindowOutcome(1, 0, served.Time.GetUtcNow(), null), CancellationToken.None));
    }

    private void WriteScans()
    {
        var start = new DateTimeOffset(2026, 1, 5, 11, 42, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        IEnumerable<string> Scan(string source, int ports) => Enumerable.Range(2000, ports).Select(port => string.Create(CultureInfo.InvariantCulture, $"2 111111111111 eni-0123456789abcdef0 {source} 10.0.1.5 {40000 + port} {port} 6 1 40 {start} {start + 10} REJECT OK"));
        var file = Path.Combine(logs, "flows.log");
        File.WriteAllLines(file, Scan("203.0.113.9", 20).Concat(Scan("203.0.113.10", 8)).Prepend("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"));
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 5, 12, 5, 0, DateTimeKind.Utc));
    }

    private async Task<Served> JudgedAsync()
    {
        WriteScans();
        var served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one", logs)));
        using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/security/runs");
        await served.EndOfAsync((await Served.JsonAsync(response, 202)).GetProperty("id").GetString()!);
        return served;
    }
}
