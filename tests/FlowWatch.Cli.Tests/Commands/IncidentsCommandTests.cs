using System.Text.Json.Nodes;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Targets;
using FlowWatch.Local.State;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public sealed class IncidentsCommandTests : IAsyncLifetime, IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private static readonly Dictionary<string, string> Variables = new() { ["USER"] = "kim" };

    private readonly TemporaryFolder folder = new();

    private static string Critical { get; } = $"production-{FindingFingerprint.Of("PORT_SCAN", "10.0.0.1")}";

    public async Task InitializeAsync()
    {
        folder.File("flowwatch.json", """{"targets":[{"name":"production","environment":"production","account":"111111111111","region":"eu-central-1"}]}""");
        using var state = SqliteStateStore.Open(folder.File("state.db"));
        var window = new TimeWindow(Noon.AddMinutes(-10), Noon);
        var target = new MonitoredTarget { Name = "production", Environment = "production", Account = "111111111111", Region = "eu-central-1", LogGroup = "g" };
        await new IncidentRecorder(new IncidentStore(state), new AlertSettings(), new FakeTimeProvider(Noon)).RecordAsync(
            target, "security", window, [Found("10.0.0.1", Severity.Critical, window), Found("10.0.0.2", Severity.Medium, window), Found("10.0.0.3", Severity.Low, window)], null, default);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task List_MostSevereFirst_AndNoMoreThanAsked()
    {
        var lines = (await RunAsync("list", "--top", "2")).Output.TrimEnd('\n').Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.StartsWith($"{Critical}  critical  new     PORT_SCAN  2026-01-05 12:00:00Z  1 ", lines[1], StringComparison.Ordinal);
        Assert.Contains("  medium ", lines[2], StringComparison.Ordinal);
        Assert.Equal(2, JsonNode.Parse((await RunAsync("list", "--severity", "medium", "--format", "json")).Output)!["incidents"]!.AsArray().Count);
    }

    [Fact]
    public async Task Acknowledge_Resolve_Reopen_GoTogether()
    {
        Assert.Contains($"{Critical} is acknowledged.", (await RunAsync("acknowledge", Critical, "--note", "on it")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("resolve", Critical, "--disposition", "false-positive", "--by", "ana")).ExitCode);
        Assert.DoesNotContain(Critical, (await RunAsync("list")).Output, StringComparison.Ordinal);
        Assert.Contains(Critical, (await RunAsync("list", "--status", "resolved")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("reopen", Critical)).ExitCode);

        var shown = JsonNode.Parse((await RunAsync("show", Critical, "--format", "json")).Output)!["incident"]!;
        Assert.Equal("reopened", (string?)shown["status"]);
        Assert.Equal(["flowwatch", "kim", "ana", "kim"], shown["history"]!.AsArray().Select(step => (string?)step!["by"]));
        Assert.Contains("acknowledge by kim: acknowledged (on it)", (await RunAsync("show", Critical)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resolve_WithoutDisposition_ChangesNothing()
    {
        var run = await RunAsync("resolve", Critical);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("--disposition: missing; say what it turned out to be: true-positive, false-positive, expected", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reopen_OfOneThatIsOpen_SaysWhatIsPossible() =>
        Assert.Contains("the incident is new; with it there are acknowledge and resolve", (await RunAsync("reopen", Critical)).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("production-000000000000000000000000")]
    [InlineData("\u001b[31m")]
    public async Task Show_Unknown_SaysSo(string id)
    {
        var run = await RunAsync("show", id);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("there is no incident '", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Error);
    }

    [Fact]
    public async Task List_NoTargetConfigured_SaysSoOrTakesTheNameGiven()
    {
        File.Delete(folder.File("flowwatch.json"));

        var all = await CommandRun.InAsync(folder, Variables, ["incidents", "list", "--state", folder.File("state.db")]);
        var one = await CommandRun.InAsync(folder, Variables, ["incidents", "list", "--target", "production", "--state", folder.File("state.db")]);

        Assert.Equal(3, all.ExitCode);
        Assert.Contains("no target is configured", all.Error, StringComparison.Ordinal);
        Assert.Contains(Critical, one.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_StateThatIsNotThere_IsNamedAndNotMade()
    {
        var run = await CommandRun.InAsync(folder, Variables, ["incidents", "list", "--target", "production", "--state", folder.File("gone.db")]);

        Assert.Equal((3, $"flowwatch: --state: there is no file {folder.File("gone.db")}.\n"), (run.ExitCode, run.Error));
        Assert.False(File.Exists(folder.File("gone.db")));
    }

    private static Finding Found(string source, Severity severity, TimeWindow window) => new()
    {
        Detection = "PORT_SCAN", DetectionVersion = 1, Severity = severity, Certainty = Certainty.Certain, Source = source, Targets = [], TargetCount = 0, Title = "Scan", Summary = $"{source} scanned.",
        Window = window, Evidence = new FindingEvidence { Counts = [] }, Fingerprint = FindingFingerprint.Of("PORT_SCAN", source), MonitoredTarget = "production",
    };

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.InAsync(folder, Variables, ["incidents", .. arguments, "--config", folder.File("flowwatch.json"), "--state", folder.File("state.db")]);
}
