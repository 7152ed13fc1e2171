using System.Text.Json.Nodes;
using FlowWatch.Core.Detections;

namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public class RulesCommandTests
{
    private static readonly string[] Ids = [.. DetectionCatalog.Default.All.Select(detection => detection.Metadata.Id)];

    [Fact]
    public async Task List_Table_HasALinePerDetectionWithoutTrailingBlanks()
    {
        var lines = (await CommandRun.OfAsync("rules", "list")).Output.TrimEnd('\n').Split('\n');

        Assert.Equal(["DETECTION", .. Ids], lines.Select(line => line.Split(' ')[0]));
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
    }

    [Fact]
    public async Task List_Json_HasEveryDetection() =>
        Assert.Equal(Ids, JsonNode.Parse((await CommandRun.OfAsync("rules", "list", "--format", "json")).Output)!.AsArray().Select(one => (string?)one!["id"]));

    [Fact]
    public async Task Show_EveryDetection_TellsEverySetting()
    {
        foreach (var setting in DetectionSettings.List(new DetectionOptions()).GroupBy(setting => setting.Detection))
        {
            var text = await CommandRun.OfAsync("rules", "show", setting.Key);
            var json = JsonNode.Parse((await CommandRun.OfAsync("rules", "show", setting.Key.ToLowerInvariant(), "-f", "JSON")).Output)!;

            Assert.Equal((0, ""), (text.ExitCode, text.Error));
            Assert.All(setting, one => Assert.Contains($"  {one.Name} = {one.Value} ", text.Output, StringComparison.Ordinal));
            Assert.Equal(setting.Select(one => one.Name), json["settings"]!.AsArray().Select(one => (string?)one!["name"]));
        }
    }

    [Theory]
    [InlineData("show NOPE")]
    [InlineData("verify NOPE")]
    public async Task Rules_UnknownDetection_NamesThoseThereAre(string line)
    {
        var run = await CommandRun.OfAsync(["rules", .. line.Split(' ')]);

        Assert.Equal((3, "", $"flowwatch: no detection is called 'NOPE'; there are {string.Join(", ", Ids)}.\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Verify_OneDetection_RunsItsExamples()
    {
        var run = await CommandRun.OfAsync("rules", "verify", "HIGH_CONNECTION_COUNT");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("\n5 passed, 0 failed\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_Json_TellsEachExample()
    {
        var results = JsonNode.Parse((await CommandRun.OfAsync("rules", "verify", "HIGH_TRAFFIC_VOLUME", "--format", "json")).Output)!.AsArray();

        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.True((bool)result!["passed"]!));
    }
}
