using System.Text.Json.Nodes;
using FlowWatch.Core.Findings;
using FlowWatch.Local.State;
using Microsoft.Data.Sqlite;

namespace FlowWatch.Cli.Tests.Commands;

/// <summary>Questions about a target where a host of FlowWatch left its state: what it found is part of the answer.</summary>
[Collection(CommandTestGroup.Name)]
public sealed class AskStateTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeWindow Window = new(CommandRun.Now.AddMinutes(-40), CommandRun.Now.AddMinutes(-30));

    private readonly TemporaryFolder folder = new();

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(folder.File("logs"));
        var start = CommandRun.Now.AddMinutes(-35).ToUnixTimeSeconds();
        await File.WriteAllTextAsync(folder.File("logs/a.log"), $"2 111111111111 eni-1 203.0.113.7 10.0.0.5 40000 22 6 9 123456 {start} {start + 60} REJECT OK\n");
        await File.WriteAllTextAsync(folder.File("flowwatch.json"), $$"""{"targets":[{"name":"production","environment":"production","account":"111111111111","region":"eu-central-1","folder":{{JsonValue.Create(folder.File("logs")).ToJsonString()}}}]}""");
        using var state = SqliteStateStore.Open(folder.File("state.db"));
        await new FindingStore(state).ReplaceAsync("production", "security", Window, [Found()], default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task Check_TargetWithAFolder_ReadsItAndAsksNothingOfAws()
    {
        var run = await CommandRun.InAsync(folder, new Dictionary<string, string>(), "check", "all", "--since", "1h", "--format", "json");

        Assert.True(run.ExitCode is 0 or 1, run.Error);
        Assert.Equal(1, (int?)JsonNode.Parse(run.Output)!["input"]!["records"]);
        var explained = await CommandRun.InAsync(folder, new Dictionary<string, string>(), "check", "all", "--since", "1h", "--dry-run");
        Assert.Contains($"folder {folder.File("logs")}", explained.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConfigCheck_TargetWithAFolder_ShowsItAndWhetherItIsThere()
    {
        Assert.Contains($"folder {folder.File("logs")}\n", (await CommandRun.InAsync(folder, new Dictionary<string, string>(), "config", "check")).Output, StringComparison.Ordinal);
        Directory.Delete(folder.File("logs"), recursive: true);

        Assert.Contains($"folder {folder.File("logs")} (not there)\n", (await CommandRun.InAsync(folder, new Dictionary<string, string>(), "config", "check")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_AboutAnAddress_HasTheFindingsOfTheState()
    {
        var run = await AskAsync("about-address", "--address", "203.0.113.7", "--since", "1h", "--state", folder.File("state.db"));

        Assert.Equal(0, run.ExitCode);
        var findings = JsonNode.Parse(run.Output)!["tables"]!.AsArray().Single(table => (string?)table!["name"] == "findings")!["rows"]!.AsArray();
        Assert.Equal("PORT_SCAN", (string?)Assert.Single(findings)!["detection"]);
    }

    [Fact]
    public async Task Ask_AlertPatterns_ReadsTheState()
    {
        var run = await AskAsync("alert-patterns", "--state", folder.File("state.db"));

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("203.0.113.7", (string?)JsonNode.Parse(run.Output)!["tables"]![0]!["rows"]![0]!["source"]);
    }

    [Fact]
    public async Task Ask_StateOfTheSettings_IsTaken()
    {
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(folder.File("flowwatch.json")))!;
        settings["state"] = new JsonObject { ["file"] = folder.File("state.db") };
        await File.WriteAllTextAsync(folder.File("flowwatch.json"), settings.ToJsonString());

        Assert.Equal(0, (await AskAsync("alert-patterns")).ExitCode);
    }

    [Fact]
    public async Task Ask_NoSuchState_SaysSoAndMakesNone()
    {
        var run = await AskAsync("alert-patterns", "--state", folder.File("nosuch.db"));

        Assert.Equal((3, $"flowwatch: --state: there is no file {folder.File("nosuch.db")}.\n"), (run.ExitCode, run.Error));
        Assert.False(File.Exists(folder.File("nosuch.db")));
    }

    [Fact]
    public async Task Ask_AStateThatIsNone_IsTold()
    {
        await File.WriteAllTextAsync(folder.File("broken.db"), "this is no state, however long it is");

        var patterns = await AskAsync("alert-patterns", "--state", folder.File("broken.db"));
        Assert.Equal(3, patterns.ExitCode);
        Assert.StartsWith("flowwatch: the state cannot be used: ", patterns.Error, StringComparison.Ordinal);

        // What the flow logs tell is an answer all the same.
        var about = await AskAsync("about-address", "--address", "203.0.113.7", "--since", "1h", "--state", folder.File("broken.db"));
        Assert.Equal(2, about.ExitCode);
        Assert.Contains(JsonNode.Parse(about.Output)!["notVerified"]!.AsArray(), what => ((string)what!).StartsWith("Findings: ", StringComparison.Ordinal));
    }

    private static Finding Found() => new()
    {
        Detection = "PORT_SCAN", DetectionVersion = 1, Severity = Severity.High, Certainty = Certainty.Certain, Source = "203.0.113.7", Targets = ["10.0.0.5"], TargetCount = 1, Title = "Scan", Summary = "It scanned.",
        Window = Window, Evidence = new FindingEvidence { Counts = [] }, Fingerprint = "a1", MonitoredTarget = "production",
    };

    private Task<CommandRun> AskAsync(params string[] arguments) =>
        CommandRun.InAsync(folder, new Dictionary<string, string>(), ["ask", .. arguments, "--target", "production", "--config", folder.File("flowwatch.json"), "--format", "json", "--quiet"]);
}
