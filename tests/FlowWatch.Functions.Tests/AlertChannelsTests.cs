using System.Globalization;
using System.Text.Json;
using FlowWatch.Core.Targets;
using FlowWatch.Functions.Hosting;

namespace FlowWatch.Functions.Tests;

/// <summary>From flow logs in a folder to a line in a file and a text on the console, through the outbox, without AWS.</summary>
public sealed class AlertChannelsTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-channels-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Run_WithFileAndConsole_TellsBothOnce()
    {
        var logs = Directory.CreateDirectory(Path.Combine(folder, "logs")).FullName;
        var alerts = Path.Combine(folder, "alerts.jsonl");
        WriteScan(Path.Combine(logs, "flows.log"));
        var target = Readings.Target("one", logs) with { Topics = new AlertTopics { Warning = "console", Critical = "console", Levels = new Dictionary<Core.Alerts.EscalationLevel, string> { [Core.Alerts.EscalationLevel.Security] = $"file:{alerts}" } } };
        await using var served = await Served.StartAsync(state => Readings.Good(state, target));

        using var response = await served.SendAsync(HttpMethod.Post, "/api/checks/security/runs");
        await served.EndOfAsync((await Served.JsonAsync(response, 202)).GetProperty("id").GetString()!);
        for (var time = 0; time < 2; time++) await served.Service<AlertWork>().RunAsync(CancellationToken.None);

        using var alert = JsonDocument.Parse(Assert.Single(await File.ReadAllLinesAsync(alerts)));
        Assert.Equal(("one", "PORT_SCAN"), (alert.RootElement.GetProperty("attributes").GetProperty("target").GetString(), alert.RootElement.GetProperty("attributes").GetProperty("detection").GetString()));
        Assert.Equal("new", alert.RootElement.GetProperty("alert").GetProperty("reason").GetString());
        Assert.Single(served.Output.Split('\n'), line => line.StartsWith("ALERT ", StringComparison.Ordinal));
        Assert.Contains("What to do", served.Output, StringComparison.Ordinal);
    }

    private static void WriteScan(string file)
    {
        var start = new DateTimeOffset(2026, 1, 5, 11, 42, 0, TimeSpan.Zero).ToUnixTimeSeconds();
        var lines = Enumerable.Range(1, 60).Select(port => string.Create(CultureInfo.InvariantCulture, $"2 111111111111 eni-0123456789abcdef0 203.0.113.9 10.0.1.5 {40000 + port} {port} 6 1 40 {start} {start + 10} REJECT OK"));
        File.WriteAllLines(file, lines.Prepend("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"));
        File.SetLastWriteTimeUtc(file, new DateTime(2026, 1, 5, 12, 5, 0, DateTimeKind.Utc));
    }
}
