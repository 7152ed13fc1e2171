using System.Globalization;
using System.Text.Json;
using Xunit.Abstractions;

namespace FlowWatch.EndToEnd.Tests.Serve;

/// <summary>
/// What a deployment does, with nothing replaced but AWS itself: <c>flowwatch serve</c> as a process, its timers, its HTTP functions and real
/// state; a server that behaves like AWS; traffic with incidents in a log group. It is killed in between and started again.
/// </summary>
public sealed class ServeEndToEndTests(DevelopmentStorage storage, ITestOutputHelper output) : IClassFixture<DevelopmentStorage>, IAsyncLifetime
{
    private const string LateSource = "203.0.113.99";

    private static readonly string[] Checks = ["anomaly", "security"];

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-end-to-end-").FullName;
    private WatchedAccount account = null!;

    public async Task InitializeAsync() => account = await WatchedAccount.StartAsync(folder);

    public async Task DisposeAsync()
    {
        await account.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public Task Serve_StateInSqlite_FindsAndTellsEachIncidentOnce() => RunAsync($$"""{ "file": {{JsonSerializer.Serialize(Path.Combine(folder, "state.db"))}} }""");

    [SkippableFact]
    public Task Serve_StateInAzureTables_FindsAndTellsEachIncidentOnce()
    {
        Skip.IfNot(storage.IsThere, "Azurite is not installed (npm install --prefix artifacts/npm azurite@3.37.0), or something listens at its ports 10000 and 10002");
        return RunAsync("""{ "storage": "UseDevelopmentStorage=true" }""");
    }

    private async Task RunAsync(string state)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "flowwatch.json"), Configuration(state));
        await using (var first = await StartAsync())
        {
            await JudgedAsync(first);
            await ToldAsync(first);
            await AssertPlantedAreFoundAsync(first);
            await AssertWindowsAsync(first);
            Report(await first.JsonAsync("/api/alerts/summary"));
            await first.KillAsync();
        }

        var before = Ids();
        Assert.NotEmpty(before);
        // Older than an hour: the first look for late records finds it.
        account.AddLateScan(LateSource, account.HalfHour.AddMinutes(-74));
        await using var second = await StartAsync();
        await second.UntilAsync("the late scan was told", async () => (await IncidentsOfAsync(second, LateSource)).Count > 0 && Told(LateSource));
        await ToldAsync(second);
        await AssertWindowsAsync(second);
        Assert.Contains(await second.ListAsync("/api/windows?target=production&check=security"), window => window.GetProperty("status").GetString() == "revised");
        Assert.Equal(0, await second.StopAsync());
        Assert.Contains("stopped after", second.Printed, StringComparison.Ordinal);

        // What was told before was not told again, by the host that came after the killed one or by the late look.
        var after = Ids();
        Assert.Equal(after.Count, after.Distinct().Count());
        Assert.Equal(before, after.Where(id => before.Contains(id)));
    }

    private Task<ServeProcess> StartAsync() => ServeProcess.StartAsync(folder, account.Variables, "--config", Path.Combine(folder, "flowwatch.json"));

    // Timers fire at the start; everything due is judged by one run of each check.
    private static Task JudgedAsync(ServeProcess served) => served.UntilAsync("both checks have run", async () =>
        Checks.All(check => served.Printed.Contains($" {check} (timer) succeeded: ", StringComparison.Ordinal))
        && (await served.ListAsync("/api/runs?status=running")).All(run => run.GetProperty("check").GetString() == "compliance"));

    // Each incident that has a topic was told as often as it says, and nothing waits.
    private Task ToldAsync(ServeProcess served) => served.UntilAsync("everything was told", async () =>
    {
        var incidents = await served.ListAsync("/api/incidents");
        var told = account.Messages.Select(one => one.Message.Attributes["fingerprint"].Value).ToHashSet();
        var outbox = (await served.JsonAsync("/api/alerts/summary")).GetProperty("outbox");
        return outbox.ValueKind == JsonValueKind.Object && outbox.GetProperty("waiting").GetInt32() == 0
            && incidents.Where(incident => incident.GetProperty("notifiedAt").ValueKind != JsonValueKind.Null).All(incident => told.Contains(incident.GetProperty("fingerprint").GetString()!));
    });

    private async Task AssertPlantedAreFoundAsync(ServeProcess served)
    {
        foreach (var planted in account.Planted)
        {
            var found = await IncidentsOfAsync(served, planted.Source);
            foreach (var detection in planted.Expected)
            {
                var incident = Assert.Single(found, one => one.GetProperty("detection").GetString() == detection);
                var fingerprint = incident.GetProperty("fingerprint").GetString();
                var topics = account.Messages.Where(one => one.Message.Attributes["fingerprint"].Value == fingerprint).Select(one => one.Topic).Distinct().ToList();
                // The runbook: critical-level notifications for threats, warning-level ones for unusual traffic; and who is called for it.
                Assert.Contains(incident.GetProperty("severity").GetString() is "critical" or "high" ? "critical" : "warning", topics);
                Assert.All(account.Messages.Where(one => one.Message.Attributes["fingerprint"].Value == fingerprint), one => Assert.Contains(planted.Source, one.Message.Message, StringComparison.Ordinal));
            }
        }
    }

    // No window is missing, none stands twice, all are judged; and each has as many findings as it says. Of those that were due when the first
    // host began: one that became due since may have been held by it when it was killed.
    private async Task AssertWindowsAsync(ServeProcess served)
    {
        var until = account.HalfHour.AddMinutes(-30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        foreach (var check in Checks)
        {
            var windows = await served.ListAsync($"/api/windows?target=production&check={check}&to={until}");
            Assert.True(windows.Count > 3, $"{windows.Count} windows of {check}");
            Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.GetProperty("to").GetString(), pair.Second.GetProperty("from").GetString()));
            Assert.All(windows, window => Assert.True(window.GetProperty("status").GetString() is "done" or "revised" && !window.GetProperty("isPartial").GetBoolean(), $"{check} {window}"));
            Assert.Equal(windows.Sum(window => window.GetProperty("findings").GetInt32()), (await served.ListAsync($"/api/findings?check={check}&to={until}")).Count);
        }
    }

    private static async Task<List<JsonElement>> IncidentsOfAsync(ServeProcess served, string source)
    {
        var fingerprints = (await served.ListAsync("/api/findings")).Where(finding => finding.GetProperty("source").GetString() == source).Select(finding => finding.GetProperty("fingerprint").GetString()).ToHashSet();
        return [.. (await served.ListAsync("/api/incidents")).Where(incident => fingerprints.Contains(incident.GetProperty("fingerprint").GetString()))];
    }

    private bool Told(string source) => account.Messages.Any(one => one.Message.Message.Contains(source, StringComparison.Ordinal));

    private List<(string Topic, string Id)> Ids() => [.. account.Messages.Select(one => (one.Topic, one.Message.Attributes["id"].Value))];

    private void Report(JsonElement summary) => output.WriteLine($"seconds from finding to accepted message: {summary.GetProperty("secondsFromFinding")}, of {summary.GetProperty("messages")} messages");

    private static string Configuration(string state) => $$"""
        {
          "deployment": "end-to-end",
          "state": {{state}},
          "checks": { "anomaly": { "lookBack": "90m", "windowsPerRun": 12 }, "security": { "lookBack": "90m", "windowsPerRun": 12 } },
          "alerts": { "noRecordsAfter": "1d" },
          "targets": [
            {
              "name": "production", "environment": "production", "account": "{{WatchedAccount.Account}}", "region": "{{WatchedAccount.Region}}", "logGroup": "{{WatchedAccount.LogGroup}}",
              "topics": {
                "warning": "{{WatchedAccount.Arn("warning")}}", "critical": "{{WatchedAccount.Arn("critical")}}",
                "level1": "{{WatchedAccount.Arn("operations")}}", "level2": "{{WatchedAccount.Arn("security")}}", "level3": "{{WatchedAccount.Arn("network")}}"
              }
            }
          ]
        }
        """;
}
