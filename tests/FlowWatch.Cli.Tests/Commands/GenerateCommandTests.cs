namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public class GenerateCommandTests(GeneratedTraffic traffic)
{
    private static readonly string[] Small = ["generate", "--duration", "2m", "--rate", "1", "--hosts", "20", "--benign"];

    [Fact]
    public async Task Generate_WithoutOutput_WritesRecordsToStandardOutputOnly()
    {
        var run = await CommandRun.OfAsync(Small);

        Assert.Equal(0, run.ExitCode);
        Assert.All(run.Output.TrimEnd('\n').Split('\n'), line => Assert.StartsWith("2 ", line, StringComparison.Ordinal));
        Assert.Matches(@"^[\d,]+ records, .* of text, 0 incidents planted\n$", run.Error);
    }

    [Fact]
    public async Task Generate_SameSeed_SameBytes()
    {
        var first = await CommandRun.OfAsync([.. Small, "--seed", "7", "--quiet"]);
        var again = await CommandRun.OfAsync([.. Small, "--seed", "7", "--quiet", "--output", "-"]);

        Assert.Equal("", first.Error);
        Assert.Equal(first.Data, again.Data);
        Assert.NotEqual(first.Data, (await CommandRun.OfAsync([.. Small, "--seed", "8"])).Data);
    }

    [Theory]
    [InlineData("flows.log")]
    [InlineData("flows.gz")]
    [InlineData("flows.log.zst")]
    [InlineData("flows.parquet")]
    public async Task Generate_AnyKindOfFile_HoldsTheSameRecords(string name)
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync([.. Small, "--output", folder.File(name)]);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.EndsWith($"; wrote {folder.File(name)}\n", run.Error, StringComparison.Ordinal);
        Assert.Equal([name], folder.Names);
        await using var plain = new MemoryStream((await CommandRun.OfAsync(Small)).Data);
        Assert.Equal((await CommandRun.WithAsync(["parse", "-"], plain)).Output, (await CommandRun.OfAsync("parse", folder.File(name))).Output);
    }

    [Fact]
    public async Task Generate_LogFormatAndHeader_NameTheFields()
    {
        var run = await CommandRun.OfAsync([.. Small, "--log-format", "${dstaddr} ${srcaddr} ${bytes}", "--header"]);

        Assert.StartsWith("dstaddr srcaddr bytes\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_Truth_NamesEveryKindOfIncident() => Assert.Equal(9, traffic.Truth.Incidents.Count);

    [Fact]
    public async Task Generate_Only_PlantsTheseInAnyCase()
    {
        using var folder = new TemporaryFolder();

        await CommandRun.OfAsync("generate", "--duration", "15m", "--rate", "1", "--only", "hostsweep", "VerticalPortScan", "-o", folder.File("a.log"), "--truth", folder.File("t.json"));

        Assert.Equal(["HostSweep", "VerticalPortScan"], Local.Generation.GroundTruth.Read(folder.File("t.json")).Incidents.Select(incident => $"{incident.Kind}").Order());
    }

    [Fact]
    public async Task Generate_ImpossibleTraffic_NamesEveryOptionAtOnce()
    {
        var run = await CommandRun.OfAsync("generate", "--rate", "0", "--hosts", "1", "--interval", "5", "--benign", "--only", "HostSweep", "--duration", "5m");

        Assert.Equal((3, """
            flowwatch: the traffic cannot be generated:
              --hosts must be from 16 to 40000, not 1.
              --rate must be from 0.1 to 40000, not 0.
              --interval must be 60 or 600 seconds, not 5.
              --only lists incidents although --benign asks for none.

            """.ReplaceLineEndings("\n")), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData("--duration 5m", "the traffic cannot be generated:\n  --duration must be at least 15 minutes to hold incidents, not 00:05:00; or give --benign.")]
    [InlineData("--start xx", "--start: 'xx' is not a time in ISO 8601, such as 2026-01-05T12:00:00Z.")]
    [InlineData("--duration 1h30m", "--duration: '1h30m' is not a length of time such as 90s, 15m, 1h or 7d.")]
    [InlineData("--output a.docx", "--output: '.docx' is not a kind of file that can be written; there are .log, .txt, .gz, .zst and .parquet.")]
    [InlineData("--output same.log --truth same.log", "--truth and --output name the same file.")]
    public async Task Generate_MistakenOptions_AreNamed(string options, string error)
    {
        var run = await CommandRun.OfAsync(["generate", .. options.Split(' ')]);

        Assert.Equal((3, "", $"flowwatch: {error}\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Generate_TruthCannotBeWritten_WritesNothing()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync([.. Small, "--output", folder.File("a.log"), "--truth", folder.File("no/t.json")]);

        Assert.Equal((3, $"flowwatch: --truth: there is no folder '{folder.File("no")}'.\n"), (run.ExitCode, run.Error));
        Assert.Empty(folder.Names);
    }
}
