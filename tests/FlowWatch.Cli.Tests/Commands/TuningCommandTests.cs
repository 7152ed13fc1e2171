using System.Text.Json.Nodes;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Windows;
using FlowWatch.Local.State;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public sealed class TuningCommandTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder folder = new();

    public async Task InitializeAsync()
    {
        folder.File("flowwatch.json", """
            {"targets":[{"name":"production","environment":"production","account":"111111111111","region":"eu-central-1","folder":"FOLDER/logs"},
                        {"name":"staging","environment":"staging","account":"111111111111","region":"eu-central-1","folder":"FOLDER/other-logs"}]}
            """.Replace("FOLDER", folder.Path, StringComparison.Ordinal));
        foreach (var logs in new[] { "logs", "other-logs" }) Directory.CreateDirectory(folder.File(logs));
        using var state = SqliteStateStore.Open(folder.File("state.db"));
        var time = new FakeTimeProvider(CommandRun.Now);
        var ledger = new WindowLedger(state, time, "host");
        var lease = (await ledger.ClaimAsync("production", "anomaly", new WindowOptions(), default))!;
        await new FindingStore(state).ReplaceAsync("production", "anomaly", lease.Window, [Found("10.0.0.1", 1200, lease.Window), Found("10.0.0.2", 9000, lease.Window)], default);
        Assert.True(await ledger.CompleteAsync(lease, new WindowOutcome(1, 2, CommandRun.Now, null), default));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task Tuning_Raised_TellsWhatVanishesFromWhatWasFound()
    {
        var run = await RunAsync("--target", "production", "--set", "HIGH_CONNECTION_COUNT.connections=5000");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                "TARGET      THRESHOLD                          NOW   THEN  INCIDENTS  VANISH  APPEAR  WINDOWS",
                "production  HIGH_CONNECTION_COUNT.connections  1000  5000  2          1       0       1",
            ],
            run.Output.TrimEnd('\n').Split('\n'));
        var json = JsonNode.Parse((await RunAsync("--target", "production", "--set", "HIGH_CONNECTION_COUNT.connections=5000", "--format", "json")).Output)!;
        Assert.Equal(("1.0", "10.0.0.1"), ((string?)json["schemaVersion"], (string?)json["results"]![0]!["vanishing"]![0]));
    }

    [Fact]
    public async Task Tuning_Lowered_IsNotVerifiedAndPartial()
    {
        var run = await RunAsync("-t", "production", "--set", "HIGH_CONNECTION_COUNT.connections=500", "--set", "PORT_SCAN.distinctPorts=40");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("NOT VERIFIED: production HIGH_CONNECTION_COUNT.connections=500: what lies between the two values", run.Error, StringComparison.Ordinal);
        Assert.Contains("NOT VERIFIED: production PORT_SCAN.distinctPorts=40: no window of that time was judged", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("?       1", run.Output.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tuning_Rescan_JudgesTheFolderAgain()
    {
        var start = CommandRun.Now.AddMinutes(-85).ToUnixTimeSeconds();
        folder.File(Path.Combine("logs", "flows.log"), string.Concat(Enumerable.Range(0, 600).Select(port => FormattableString.Invariant($"2 111111111111 eni-0a 10.0.0.9 10.0.1.5 {20000 + port} 443 6 10 4000 {start} {start + 10} ACCEPT OK\n"))));

        var run = await RunAsync("-t", "production", "--set", "HIGH_CONNECTION_COUNT.connections=500", "--rescan", "--format", "json");

        var result = JsonNode.Parse(run.Output)!["results"]![0]!;
        Assert.True((int?)result["rescanned"] == 1, run.Output + run.Error);
        // What was put into the state is not in the files; what is in the files was not found with the threshold in force.
        Assert.Equal((2, 1, "10.0.0.9"), ((int?)result["vanish"], (int?)result["appear"], (string?)result["appearing"]![0]));
    }

    [Fact]
    public async Task Tuning_NothingNamed_TriesTheRunbooksThresholdsOnEveryTarget()
    {
        var results = JsonNode.Parse((await RunAsync("--format", "json")).Output)!["results"]!.AsArray();

        Assert.Equal(12, results.Count);
        Assert.Equal(["production", "staging"], results.Select(result => (string?)result!["target"]).Distinct());
    }

    [Theory]
    [InlineData("--days: '0' is not a number from 1 to 90", "--days", "0")]
    [InlineData("--days: '91' is not a number from 1 to 90", "--days", "91")]
    [InlineData("--days", "--days", "week")]
    [InlineData("--windows: '0' is not a number from 1 to 10000", "--windows", "0")]
    [InlineData("--windows: '10001' is not a number from 1 to 10000", "--windows", "10001")]
    [InlineData("'PORT_SCAN' is not a threshold: DETECTION.setting=value", "--set", "PORT_SCAN")]
    [InlineData("--set: ", "--set", "PORT_SCAN.nope=1")]
    [InlineData("--set: ", "--set", "NOPE.ports=1")]
    [InlineData("--set: ", "--set", "PORT_SCAN.distinctPorts=many")]
    [InlineData("--set: ", "--set", "PORT_SCAN.distinctPorts=0")]
    [InlineData("there is no target 'prodction' (did you mean production?)", "--target", "prodction")]
    [InlineData("xml", "--format", "xml")]
    [InlineData("--nope", "--nope")]
    public async Task Tuning_WhatIsNoGood_SaysSoAndLooksAtNothing(string says, params string[] arguments)
    {
        var run = await RunAsync(arguments);

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Contains(says, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tuning_StateThatIsNone_SaysSo()
    {
        var run = await CommandRun.InAsync(folder, new Dictionary<string, string>(), "tuning", "--state", folder.File("no.db", "this is no database, and longer than the header of one would be, so that it cannot be taken for an empty file."));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("the state cannot be used", run.Error, StringComparison.Ordinal);
    }

    private static Finding Found(string source, long connections, TimeWindow window) => new()
    {
        Detection = "HIGH_CONNECTION_COUNT", DetectionVersion = 1, Severity = Severity.Medium, Certainty = Certainty.Certain, Source = source, Targets = ["10.0.1.5"], TargetCount = 1, Title = "High connection count",
        Summary = $"{source} opened {connections} connections.", Window = window, Evidence = new FindingEvidence { Counts = [new EvidenceCount("connections", connections, "connections", 1000)] },
        MonitoredTarget = "production", Fingerprint = FindingFingerprint.Of("HIGH_CONNECTION_COUNT", source, "production"),
    };

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.InAsync(folder, new Dictionary<string, string>(), ["tuning", .. arguments, "--state", folder.File("state.db")]);
}
