using System.Text.Json.Nodes;

namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public class ConfigCommandTests
{
    private const string TwoTargets =
        """
        {
          "detections": { "PORT_SCAN": { "distinctPorts": 60 } },
          "targets": [
            { "name": "one", "environment": "production", "account": "111111111111", "region": "eu-central-1", "externalId": "id-1",
              "role": "arn:aws:iam::111111111111:role/r", "topics": { "warning": "arn:aws:sns:eu-central-1:111111111111:w", "critical": "arn:aws:sns:eu-central-1:111111111111:c" } },
            { "name": "two", "environment": "staging", "account": "2", "region": "eu-central-1a" }
          ]
        }
        """;

    private static readonly Dictionary<string, string> NoVariables = [];

    [Fact]
    public async Task Check_GoodAndBadTarget_TellsEachProblemAndBothTargets()
    {
        using var folder = new TemporaryFolder();
        folder.File("flowwatch.json", TwoTargets);

        var run = await CommandRun.InAsync(folder, NoVariables, "config", "check");

        Assert.Equal(
            """
            flowwatch.json:6: targets[1].account: '2' is not 12 digits; leading zeros count, so write the account as a text
            flowwatch.json:6: targets[1].region: 'eu-central-1a' is an availability zone; its region is eu-central-1
            note: flowwatch.json:6: targets[1].topics: no topic is given: findings are kept, and nobody is told

            TARGET  STATUS   WATCHES
            one     ok       111111111111 eu-central-1 /aws/vpc/flowlogs/production
            two     skipped  2 problems
            2 targets: 1 good, 1 skipped

            """.ReplaceLineEndings("\n"),
            run.Output);
        Assert.Equal((3, "configuration: flowwatch.json (in this folder)\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Check_ProblemOfAll_SaysThatNothingCanRun()
    {
        using var folder = new TemporaryFolder();
        folder.File("flowwatch.json", TwoTargets);

        var run = await CommandRun.InAsync(folder, new Dictionary<string, string> { ["FlowWatch__insights__startsPerSecond"] = "many", ["FlowWatch__targets__1__account"] = "222222222222", ["FlowWatch__targets__1__region"] = "us-east-1" }, "config", "check");

        Assert.Equal(3, run.ExitCode);
        Assert.Equal(
            """
            environment variable FlowWatch__insights__startsPerSecond: insights.startsPerSecond: 'many' is not a whole number of queries a second from 1 to 50
            note: flowwatch.json:6: targets[1].topics: no topic is given: findings are kept, and nobody is told

            TARGET  STATUS   WATCHES
            one     stopped  111111111111 eu-central-1 /aws/vpc/flowlogs/production
            two     stopped  222222222222 us-east-1 /aws/vpc/flowlogs/staging
            2 targets: 2 good, 0 skipped. Nothing can run: 1 problem in what all targets share

            """.ReplaceLineEndings("\n"),
            run.Output);
        Assert.Equal("configuration: flowwatch.json (in this folder), and 3 environment variables\n", run.Error);
    }

    [Fact]
    public async Task Check_GoodConfiguration_Is0()
    {
        using var folder = new TemporaryFolder();
        folder.File("my.json", TwoTargets.Replace("\"2\"", "\"222222222222\"", StringComparison.Ordinal).Replace("eu-central-1a", "eu-west-1", StringComparison.Ordinal));

        var run = await CommandRun.InAsync(folder, NoVariables, "config", "check", "--config", "my.json", "--quiet");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.EndsWith("\n2 targets: 2 good, 0 skipped\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_Samples_AreGood()
    {
        foreach (var sample in new[] { "flowwatch.json", "targets.json" })
        {
            var run = await CommandRun.OfAsync("config", "check", "--config", Repository("samples", sample));

            Assert.Equal(0, run.ExitCode);
        }
    }

    [Fact]
    public async Task Check_BrokenFile_SaysWhere()
    {
        using var folder = new TemporaryFolder();
        folder.File("flowwatch.json", "{\n  \"deployment\": \"x\"\n  \"targets\": []\n}");

        var run = await CommandRun.InAsync(folder, NoVariables, "config", "check");

        Assert.Equal((3, "flowwatch.json:3: not JSON: '\"' is invalid after a value. Expected either ',', '}', or ']'.\nno targets. Nothing can run: 1 problem in what all targets share\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Show_Table_HasEverySettingAndNoTrailingBlanks()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.InAsync(folder, NoVariables, "config", "show");

        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["SETTING", "VALUE"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["insights.queryDeadline", "10m"]);
        Assert.Contains(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["credentials.hubRole", "-"]);
        Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
        Assert.Equal("configuration: none: no --config, no FLOWWATCH_CONFIG, no flowwatch.json in this folder, no environment variable FlowWatch__…; every setting is at its default\n", run.Error);
    }

    [Theory]
    [InlineData("deployment", "azure", "environment variable FlowWatch__deployment")]
    [InlineData("detections.PORT_SCAN.distinctPorts", "60", "flowwatch.json:2")]
    [InlineData("detections.PORT_SCAN.slowHours", "24", "default")]
    [InlineData("targets[0].externalId", "id-1", "flowwatch.json:4")]
    [InlineData("targets[0].logGroup", "/aws/vpc/flowlogs/production", "default")]
    public async Task Show_Origin_SaysWhereEachValueComesFrom(string path, string value, string origin)
    {
        using var folder = new TemporaryFolder();
        folder.File("flowwatch.json", TwoTargets);

        var run = await CommandRun.InAsync(folder, new Dictionary<string, string> { ["FlowWatch__deployment"] = "azure" }, "config", "show", "--origin");

        Assert.Matches($"(?m)^{System.Text.RegularExpressions.Regex.Escape(path)} +{value} +{origin}$", run.Output);
    }

    [Fact]
    public async Task Show_BadTarget_IsTheProblemAndNotShown()
    {
        using var folder = new TemporaryFolder();
        folder.File("flowwatch.json", TwoTargets);

        var run = await CommandRun.InAsync(folder, NoVariables, "config", "show");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("targets[1].account: '2' is not 12 digits", run.Error, StringComparison.Ordinal);
        Assert.Contains("targets[0].account", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("targets[1]", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Json_HoldsSettingsTargetsAndProblems()
    {
        using var folder = new TemporaryFolder();
        folder.File("flowwatch.json", TwoTargets);

        var run = await CommandRun.InAsync(folder, new Dictionary<string, string> { ["FlowWatch__deployment"] = "azure" }, "config", "show", "--origin", "--format", "JSON");

        var json = JsonNode.Parse(run.Output)!;
        Assert.Equal(["schemaVersion", "file", "environmentVariables", "usable", "settings", "targets", "problems", "notes"], json.AsObject().Select(member => member.Key));
        Assert.Equal(("1.0", "flowwatch.json", "FlowWatch__deployment", true), ((string?)json["schemaVersion"], (string?)json["file"], (string?)json["environmentVariables"]![0], (bool)json["usable"]!));
        Assert.Equal("""{"path":"deployment","value":"azure","unit":"name","origin":{"kind":"environment","name":"FlowWatch__deployment"}}""", json["settings"]![0]!.ToJsonString());
        Assert.Contains(json["settings"]!.AsArray(), setting => setting!.ToJsonString() == """{"path":"detections.PORT_SCAN.distinctPorts","value":"60","unit":"ports","origin":{"kind":"file","name":"flowwatch.json","line":2}}""");
        Assert.Equal("""[{"name":"one","usable":true},{"name":"two","usable":false}]""", json["targets"]!.ToJsonString());
        Assert.Equal("two", (string?)json["problems"]![0]!["target"]);
        Assert.Equal(6, (int)json["problems"]![0]!["origin"]!["line"]!);
    }

    [Fact]
    public async Task Show_SecretPastedIntoASetting_IsMaskedEverywhere()
    {
        const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
        using var folder = new TemporaryFolder();
        folder.File("flowwatch.json", TwoTargets.Replace("id-1", Secret, StringComparison.Ordinal).Replace("\"2\"", $"\"{Secret}\"", StringComparison.Ordinal));

        foreach (var arguments in new[] { "config show --origin", "config show --format json", "config check" })
        {
            var run = await CommandRun.InAsync(folder, NoVariables, arguments.Split(' '));

            Assert.Contains("(hidden)", run.Output + run.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
        }
    }

    private static string Repository(params string[] parts) => Path.Combine([Folder(), "..", "..", "..", .. parts]);

    private static string Folder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
