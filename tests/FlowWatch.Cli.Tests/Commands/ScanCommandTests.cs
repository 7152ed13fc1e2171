using System.Text.Json.Nodes;

namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public class ScanCommandTests(GeneratedTraffic traffic)
{
    private static readonly string[] NothingToRead = ["Give files, folders or patterns of VPC flow logs (text, .gz, .zst or .parquet), or - for standard input."];

    [Fact]
    public async Task Scan_GeneratedTraffic_FindsEveryPlantedIncident()
    {
        var report = await ReportAsync(traffic.Log);

        var found = report["findings"]!.AsArray().Select(finding => ((string)finding!["source"]!, (string)finding["detection"]!)).ToHashSet();
        Assert.All(traffic.Truth.Incidents, incident => Assert.Contains(incident.Expected, expected => found.Contains((incident.Source, expected))));
    }

    [Fact]
    public async Task Scan_BenignTraffic_IsCleanWith0()
    {
        var run = await CommandRun.OfAsync("scan", traffic.Benign, "--format", "json");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Empty(JsonNode.Parse(run.Output)!["findings"]!.AsArray());
    }

    [Theory]
    [InlineData("informational", 1)]
    [InlineData("low", 1)]
    [InlineData("high", 1)]
    [InlineData("HIGH", 1)]
    [InlineData("critical", 0)]
    [InlineData("never", 0)]
    [InlineData("Never", 0)]
    public async Task Scan_FailOn_DecidesTheExitCode(string severity, int code) =>
        Assert.Equal(code, (await CommandRun.OfAsync("scan", traffic.Sweep, "--fail-on", severity)).ExitCode);

    [Fact]
    public async Task Scan_FindingsBelowFailOn_AreNoReasonToFail()
    {
        var run = await CommandRun.OfAsync("scan", traffic.Log, "--check", "anomaly", "--fail-on", "high", "--format", "ndjson");

        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(run.Output);
        Assert.All(run.Output.TrimEnd('\n').Split('\n'), line => Assert.Equal("medium", (string?)JsonNode.Parse(line)!["severity"]));
    }

    [Theory]
    [InlineData("anomaly", "HIGH_CONNECTION_COUNT HIGH_TRAFFIC_VOLUME")]
    [InlineData("security", "BRUTE_FORCE PORT_SCAN SUSPICIOUS_PORT_ACCESS")]
    public async Task Scan_Check_RunsOnlyItsDetections(string check, string detections)
    {
        var report = await ReportAsync(traffic.Log, "--check", check);

        Assert.Equal(detections, string.Join(' ', report["coverage"]!.AsArray().Select(one => (string)one!["detection"]!).Order(StringComparer.Ordinal)));
        Assert.Equal(detections, string.Join(' ', report["findings"]!.AsArray().Select(one => (string)one!["detection"]!).Distinct().Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Scan_SomethingUnreadable_IsPartialWith2AndNamesIt()
    {
        using var folder = new TemporaryFolder();
        var bad = folder.File("bad.log", File.ReadLines(traffic.Benign).First() + "\n2 123 nonsense\n");

        var run = await CommandRun.OfAsync("scan", bad, folder.File("missing.log"));

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.Contains($"{bad}:2: expected 14 fields, found 3", Unwrapped(run.Output), StringComparison.Ordinal);
        Assert.Contains("missing.log: no such file or folder", Unwrapped(run.Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_NothingToRead_SaysWhatToGive()
    {
        using var folder = new TemporaryFolder();
        var empty = Directory.CreateDirectory(folder.File("empty")).FullName;

        var run = await CommandRun.OfAsync("scan", "nosuch.log", empty, "*.nosuch");

        Assert.Equal((3, ""), (run.ExitCode, run.Output));
        Assert.Equal(
            ["flowwatch: nothing to read.", "  nosuch.log: no such file or folder", $"  {empty}: the folder holds no file", "  *.nosuch: no file matches this pattern", .. NothingToRead],
            run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task Scan_StandardInput_GivesTheSameFindings()
    {
        await using var input = File.OpenRead(traffic.Sweep);

        var run = await CommandRun.WithAsync(["scan", "-", "--format", "ndjson"], input);

        Assert.Equal((await CommandRun.OfAsync("scan", traffic.Sweep, "--format", "ndjson")).Output, run.Output);
    }

    [Fact]
    public async Task Scan_Json_HasEveryRequiredMemberOfTheSchema()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "FlowWatch.sln"))) folder = folder.Parent!;
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "docs", "schemas", "scan-report.schema.json")))!;

        CheckRequired(schema, schema, await ReportAsync(traffic.Log), "report");
    }

    [Fact]
    public async Task Scan_Csv_HasARowPerFindingOfAsManyFieldsAsTheHeader()
    {
        var findings = (await ReportAsync(traffic.Sweep))["findings"]!.AsArray();

        var rows = Csv((await CommandRun.OfAsync("scan", traffic.Sweep, "--format", "csv")).Output);

        Assert.Equal(findings.Count + 1, rows.Count);
        Assert.All(rows, row => Assert.Equal(rows[0].Count, row.Count));
        Assert.Equal(findings.Select(finding => (string?)finding!["fingerprint"]), rows.Skip(1).Select(row => row[rows[0].IndexOf("fingerprint")]));
    }

    [Fact]
    public async Task Scan_Html_IsOneDocument()
    {
        var html = (await CommandRun.OfAsync("scan", traffic.Sweep, "--format", "html")).Output;

        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Equal(2, html.Split("<html lang=\"en\">").Length);
        Assert.EndsWith("</html>", html.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Scan_Ocsf_IsAListOfDetectionFindings()
    {
        var events = JsonNode.Parse((await CommandRun.OfAsync("scan", traffic.Sweep, "--format", "ocsf")).Output)!.AsArray();

        Assert.NotEmpty(events);
        Assert.All(events, one => Assert.Equal(2004, (int)one!["class_uid"]!));
    }

    [Theory]
    [InlineData("out.json", "{")]
    [InlineData("out.ndjson", "{\"schemaVersion\"")]
    [InlineData("out.csv", "detection,")]
    [InlineData("out.md", "# FlowWatch scan")]
    [InlineData("out.html", "<!DOCTYPE html>")]
    [InlineData("out.txt", "1 file · ")]
    public async Task Scan_Output_TakesTheFormatOfTheExtension(string name, string start)
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync("scan", traffic.Benign, "--output", folder.File(name));

        Assert.Equal((0, "", $"wrote {folder.File(name)}\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal([name], folder.Names);
        var text = await File.ReadAllTextAsync(folder.File(name));
        Assert.True(name == "out.ndjson" ? text.Length == 0 : text.StartsWith(start, StringComparison.Ordinal), text);
    }

    [Fact]
    public async Task Scan_FormatAndOutput_FormatWins()
    {
        using var folder = new TemporaryFolder();

        await CommandRun.OfAsync("scan", traffic.Benign, "--output", folder.File("report.txt"), "--format", "JSON");

        Assert.NotNull(JsonNode.Parse(await File.ReadAllTextAsync(folder.File("report.txt"))));
    }

    [Fact]
    public async Task Scan_OutputCannotBeWritten_SaysSoBeforeReading()
    {
        using var folder = new TemporaryFolder();

        var isFolder = await CommandRun.OfAsync("scan", "nosuch.log", "--output", folder.Path);
        var noFolder = await CommandRun.OfAsync("scan", "nosuch.log", "--output", folder.File("no/report.html"));
        var noName = await CommandRun.OfAsync("scan", "nosuch.log", "--output", "");
        var input = await CommandRun.OfAsync("scan", traffic.Sweep, "--output", traffic.Sweep);

        Assert.Equal((3, $"flowwatch: --output: '{folder.Path}' is a folder; name a file in it.\n"), (isFolder.ExitCode, isFolder.Error));
        Assert.Equal((3, $"flowwatch: --output: there is no folder '{folder.File("no")}'.\n"), (noFolder.ExitCode, noFolder.Error));
        Assert.Equal((3, "flowwatch: --output needs the name of a file.\n"), (noName.ExitCode, noName.Error));
        Assert.Equal((3, $"flowwatch: --output: '{traffic.Sweep}' is also what is read; name another file.\n"), (input.ExitCode, input.Error));
    }

    [Fact]
    public async Task Scan_FailsAfterOpeningTheOutput_LeavesTheOldReport()
    {
        using var folder = new TemporaryFolder();
        var report = folder.File("report.html", "the old one");

        var run = await CommandRun.OfAsync("scan", "nosuch.log", "--output", report);

        Assert.Equal(3, run.ExitCode);
        Assert.Equal("the old one", await File.ReadAllTextAsync(report));
        Assert.Equal(["report.html"], folder.Names);
    }

    [Theory]
    [InlineData("--since 30m", "window 2026-01-05 12:30:00Z to 2026-01-05 13:00:00Z\n")]
    [InlineData("--since 1h --to 2026-01-05T12:30:00Z", "window 2026-01-05 12:00:00Z to 2026-01-05 12:30:00Z\n")]
    [InlineData("--from 2026-01-05T14:00:00+02:00 --to 2026-01-05T12:10", "window 2026-01-05 12:00:00Z to 2026-01-05 12:10:00Z\n")]
    [InlineData("--from 2026-01-05", "window from 2026-01-05 00:00:00Z\n")]
    [InlineData("--to 2026-01-06", "window before 2026-01-06 00:00:00Z\n")]
    [InlineData("--to 2020-01-01", "window before 2020-01-01 00:00:00Z\nwarning: no record started in that window; without a time option everything is read.\n")]
    public async Task Scan_TimeOptions_PrintTheWindowUsed(string options, string error) =>
        Assert.Equal(error, (await CommandRun.OfAsync(["scan", traffic.Sweep, .. options.Split(' ')])).Error);

    [Fact]
    public async Task Scan_TimeRange_CountsOnlyRecordsThatStartInIt()
    {
        var from = CommandRun.Now.AddMinutes(-30).ToUnixTimeSeconds();
        var expected = File.ReadLines(traffic.Sweep).Count(line => line.Split(' ')[10] is var start && start != "-" && long.Parse(start, null) >= from);

        var report = await ReportAsync(traffic.Sweep, "--since", "30m");

        Assert.Equal(expected, (int)report["input"]!["records"]!);
    }

    [Fact]
    public async Task Scan_Quiet_SaysNothingOnStandardError()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync("scan", traffic.Sweep, "--quiet", "--verbose", "--since", "1h", "--output", folder.File("r.json"));

        Assert.Equal((1, "", ""), (run.ExitCode, run.Output, run.Error.Replace("format", "", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Scan_Verbose_TellsFormatsAndScans()
    {
        var run = await CommandRun.OfAsync("scan", traffic.Sweep, "--verbose");

        Assert.Contains("format ${version} ${account-id} ", run.Error, StringComparison.Ordinal);
        Assert.Matches(@"\n2 scan\(s\) of .*, \d+ queries", run.Error);
    }

    [Fact]
    public async Task Scan_DryRun_PrintsTheQueriesAndWritesNothing()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync("scan", traffic.Sweep, "--dry-run", "--output", folder.File("report.json"));

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("query services\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("read_csv(", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PORT_SCAN", run.Output, StringComparison.Ordinal);
        Assert.Empty(folder.Names);
    }

    [Fact]
    public async Task Scan_SetAfterConfig_Wins()
    {
        using var folder = new TemporaryFolder();
        var config = folder.File("settings.json", """{ "detections": { "HIGH_CONNECTION_COUNT": { "connections": 1000000 } } }""");

        var byFile = await ReportAsync(traffic.Log, "--check", "anomaly", "--config", config);
        var bySet = await ReportAsync(traffic.Log, "--check", "anomaly", "--config", config, "--set", "HIGH_CONNECTION_COUNT.connections=1000");

        Assert.DoesNotContain("HIGH_CONNECTION_COUNT", byFile["findings"]!.AsArray().Select(finding => (string?)finding!["detection"]));
        Assert.Contains("HIGH_CONNECTION_COUNT", bySet["findings"]!.AsArray().Select(finding => (string?)finding!["detection"]));
    }

    [Fact]
    public async Task Scan_ConfigWithTargets_UsesWhatIsSharedAndLeavesTargetsAlone()
    {
        using var folder = new TemporaryFolder();
        var config = folder.File("settings.json", """
            { "deployment": "central", "insights": { "concurrentQueries": 5 }, "targets": [ { "name": "bad" } ],
              "detections": { "HIGH_CONNECTION_COUNT": { "connections": 1000000 } } }
            """);

        var report = await ReportAsync(traffic.Log, "--check", "anomaly", "--config", config);

        Assert.DoesNotContain("HIGH_CONNECTION_COUNT", report["findings"]!.AsArray().Select(finding => (string?)finding!["detection"]));
    }

    [Fact]
    public async Task Scan_Suppressions_HoldBackAndWarnWhenExpired()
    {
        using var folder = new TemporaryFolder();
        var source = traffic.Truth.Incidents[0].Source;
        var config = folder.File("settings.json", $$"""
            { "suppressions": [
              { "name": "known", "owner": "ops", "reason": "test", "expires": "2030-01-01", "source": "{{source}}" },
              { "name": "old", "owner": "ops", "reason": "test", "expires": "2026-01-01", "port": 22 } ] }
            """);

        var report = await ReportAsync(traffic.Log, "--config", config);

        Assert.NotEmpty(report["suppressed"]!.AsArray());
        Assert.DoesNotContain(source, report["findings"]!.AsArray().Select(finding => (string?)finding!["source"]));
        Assert.Contains("Suppression 'old' of ops expired 2026-01-01 00:00Z and holds nothing back any more: renew it or remove it.", report["warnings"]!.AsArray().Select(warning => (string?)warning));
    }

    [Fact]
    public async Task Scan_ColourAlways_ColoursAPipe()
    {
        Assert.Contains("\u001b[", (await CommandRun.OfAsync("scan", traffic.Sweep, "--color", "always")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[", (await CommandRun.OfAsync("scan", traffic.Sweep)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_UnknownFieldInLogFormat_WarnsAndSuggests()
    {
        var run = await CommandRun.OfAsync("scan", traffic.Sweep, "--log-format", "${srcaddr} ${dstadr}");

        Assert.Equal((2, "warning: --log-format: not a field of flow logs, kept as text: dstadr (did you mean dstaddr?)\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Scan_FormatWithoutAnyAddress_CouldNotLook()
    {
        using var folder = new TemporaryFolder();
        var run = await CommandRun.OfAsync("scan", folder.File("in.log", "2 123456789012 840\n"), "--log-format", "${version} ${account-id} ${bytes}");

        Assert.Equal((2, ""), (run.ExitCode, run.Error));
        Assert.Contains("PORT_SCAN could not run", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scan_NoLineIsARecord_SaysSoOnce()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("readme.txt", "# notes of mine\n");

        var run = await CommandRun.OfAsync("scan", folder.Path);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("warning: nothing of the input could be read as flow log records, so no detection ran", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{file}:1: expected 14 fields, found 4", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PORT_SCAN", run.Output, StringComparison.Ordinal);
    }

    private static async Task<JsonNode> ReportAsync(params string[] arguments) =>
        JsonNode.Parse((await CommandRun.OfAsync(["scan", .. arguments, "--format", "json"])).Output)!;

    private static string Unwrapped(string text) => text.Replace("\n  ", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal) is var packed
        ? text.Replace("\n  ", " ", StringComparison.Ordinal) + packed : text;

    private static void CheckRequired(JsonNode root, JsonNode schema, JsonNode? value, string path)
    {
        if ((string?)schema["$ref"] is { } reference) schema = root["$defs"]![reference["#/$defs/".Length..]]!;
        if (schema["anyOf"] is JsonArray choices) schema = choices.First(choice => (string?)choice!["type"] == "null" == value is null)!;
        if ((string?)schema["$ref"] is { } inner) schema = root["$defs"]![inner["#/$defs/".Length..]]!;
        if (schema["required"] is JsonArray required) Assert.All(required, name => Assert.True(value!.AsObject().ContainsKey((string)name!), $"{path}.{name}"));
        if (schema["properties"] is JsonObject properties)
        {
            foreach (var (name, member) in value!.AsObject())
            {
                Assert.True(properties.ContainsKey(name), $"{path}.{name}");
                CheckRequired(root, properties[name]!, member, $"{path}.{name}");
            }
        }

        if (schema["items"] is JsonObject items) foreach (var (index, item) in value!.AsArray().Index()) CheckRequired(root, items, item, $"{path}[{index}]");
    }

    // RFC 4180, as a spreadsheet reads it.
    private static List<List<string>> Csv(string text)
    {
        var rows = new List<List<string>> { new() };
        var field = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var character in text.Replace("\r\n", "\n", StringComparison.Ordinal))
        {
            if (character == '"') quoted = !quoted;
            else if (quoted || (character != ',' && character != '\n')) field.Append(character);
            else
            {
                rows[^1].Add(field.ToString());
                field.Clear();
                if (character == '\n') rows.Add([]);
            }
        }

        return [.. rows.Where(row => row.Count > 0)];
    }
}
