using System.Globalization;
using FlowWatch.Core.Tuning;

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
        Task<TuningResult> Of(string ports, int windows = 100) => served.Service<ThresholdTuning>().RescanAsync(target, new TuningCandidate("PORT_SCAN", "failedPorts", ports), 1, windows, CancellationToken.None);

        var same = await Of("10");
        Assert.Equal((1, 0, 0, null), (same.Incidents, same.Vanish, same.Appear, same.NotVerified));
        Assert.Equal(same.Windows, same.Rescanned);
        var higher = await Of("30");
        Assert.Equal((1, 0, "203.0.113.9"), (higher.Vanish, higher.Appear, Assert.Single(higher.Vanishing)));
        var lower = await Of("5");
        Assert.Equal((0, 1, "203.0.113.10"), (lower.Vanish, lower.Appear, Assert.Single(lower.Appearing)));
        var part = await Of("5", windows: 1);
        Assert.Equal(1, part.Rescanned);
        Assert.Contains("older windows were not judged again", part.NotVerified, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_WhatFindingsDoNotTell_IsNotVerified()
    {
        await using var served = await JudgedAsync();

        var result = Assert.Single((await served.JsonAsync("/api/detections/tuning?days=1&target=one&set=PORT_SCAN.failedPorts=30")).GetProperty("value").EnumerateArray());

        Assert.Equal((1, System.Text.Json.JsonValueKind.Null), (result.GetProperty("incidents").GetInt32(), result.GetProperty("vanish").ValueKind));
        Assert.Contains("judge the flow logs again", result.GetProperty("notVerified").GetString(), StringComparison.Ordinal);
        Assert.Equal(6, (await served.JsonAsync("/api/detections/tuning")).GetProperty("value").GetArrayLength());
    }

    [Theory]
    [InlineData("days=0", "days")]
    [InlineData("days=91", "days")]
    [InlineData("set=PORT_SCAN.failedPorts", "set")]
    [InlineData("set=NOPE.failedPorts=1", "set")]
    [InlineData("target=two", "target")]
    public async Task Get_WhatIsNoGood_SaysSo(string query, string parameter)
    {
        await using var served = await Served.StartAsync("one");

        Assert.True((await served.ProblemAsync($"/api/detections/tuning?{query}", "invalid-parameter", 400)).GetProperty("errors").TryGetProperty(parameter, out _));
    }

    private async Task<Served> JudgedAsync()
    {
        var start = new DateTimeOffset(2026, 1, 5, 11, 42, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        IEnumerable<string> Scan(string source, int ports) => Enumerable.Range(2000, ports).Select(port => string.Create(CultureInfo.InvariantCulture, $"2 111111111111 eni-0123456789abcdef0 {source} 10.0.1.5 {40000 + port} {port} 6 1 40 {start} {start + 10} REJECT OK"));
        var file = Path.Combine(logs, "flows.log");
        await File.WriteAllLinesAsync(file, Scan("203.0.113.9", 20).Concat(Scan("203.0.113.10", 8)).Prepend("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"));
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 5, 12, 5, 0, DateTimeKind.Utc));
        var served = await Served.StartAsync(state => Readings.Good(state, Readings.Target("one", logs)));
        using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/security/runs");
        await served.EndOfAsync((await Served.JsonAsync(response, 202)).GetProperty("id").GetString()!);
        return served;
    }
}
