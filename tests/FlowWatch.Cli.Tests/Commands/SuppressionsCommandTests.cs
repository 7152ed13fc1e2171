using System.Text.Json.Nodes;
using FlowWatch.Core.Suppressions;
using Microsoft.Data.Sqlite;

namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public sealed class SuppressionsCommandTests : IDisposable
{
    private static readonly Dictionary<string, string> Variables = new() { ["USER"] = "kim" };

    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task Add_List_Remove_GoTogether()
    {
        var added = await RunAsync("add", "scanner", "--owner", "security", "--reason", "Ours.", "--expires", "2026-12-31", "--source", "10.0.9.9", "--detection", "PORT_SCAN");
        Assert.Equal((0, SuppressionId.OfAdded(null, "scanner") + "\n"), (added.ExitCode, added.Output));

        Assert.Equal(
            [
                "ID                  NAME     STATUS  EXPIRES            HITS  LAST HIT  COVERS                                              OWNER",
                $"{SuppressionId.OfAdded(null, "scanner")}  scanner  active  2026-12-31 00:00Z  0     never     PORT_SCAN 10.0.9.9/32 -> any port any, all targets  security",
            ],
            (await RunAsync("list")).Output.TrimEnd('\n').Split('\n'));
        var json = JsonNode.Parse((await RunAsync("list", "--format", "json")).Output)!;
        Assert.Equal(("kim", "active"), ((string?)json["suppressions"]![0]!["createdBy"], (string?)json["suppressions"]![0]!["status"]));

        Assert.Equal(0, (await RunAsync("remove", SuppressionId.OfAdded(null, "scanner"))).ExitCode);
        Assert.Equal("", (await RunAsync("list")).Output);
        Assert.Equal(3, (await RunAsync("remove", SuppressionId.OfAdded(null, "scanner"))).ExitCode);
    }

    [Fact]
    public async Task Add_WithoutOwnerReasonExpiry_TellsAll()
    {
        var run = await RunAsync("add", "x", "--port", "22");

        Assert.Equal(3, run.ExitCode);
        foreach (var option in new[] { "--owner", "--reason", "--expires" }) Assert.Contains($"  {option}: missing; a suppression needs name, owner, reason and expires", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_TooBroad_NeedsForce()
    {
        string[] broad = ["add", "x", "--owner", "o", "--reason", "r", "--expires", "2026-12-31", "--source", "10.0.0.0/8", "--port", "22"];

        var refused = await RunAsync(broad);
        Assert.Equal(3, refused.ExitCode);
        Assert.Contains("16,777,216 addresses", refused.Error, StringComparison.Ordinal);

        var forced = await RunAsync([.. broad, "--force"]);
        Assert.Equal(0, forced.ExitCode);
        Assert.Contains("warning: it covers 16,777,216 addresses (source 10.0.0.0/8).", forced.Error, StringComparison.Ordinal);
        Assert.Contains("covers very much", (await RunAsync("list")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OneOfTheConfiguration_IsMarkedAndNotRemoved()
    {
        folder.File("flowwatch.json", """{"suppressions":[{"name":"c","owner":"o","reason":"r","expires":"2026-01-01","port":22,"source":"10.0.0.1"}]}""");
        var id = SuppressionId.OfConfiguration(null, "c");

        var list = await RunAsync("list", "--expired");

        Assert.Contains(id, list.Output, StringComparison.Ordinal);
        Assert.Contains("EXPIRED", list.Output, StringComparison.Ordinal);
        Assert.Contains("it stands in the configuration", (await RunAsync("remove", id)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s-0123456789abcdef")]
    [InlineData("../x")]
    [InlineData("s-\u001b[31m")]
    public async Task Remove_Unknown_SaysSo(string id)
    {
        var run = await RunAsync("remove", id);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("there is no suppression '", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Error);
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.InAsync(folder, Variables, ["suppressions", .. arguments, "--state", folder.File("state.db")]);
}
