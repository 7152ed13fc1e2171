namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public class DemoCommandTests
{
    [Fact]
    public async Task Demo_FindsEveryPlantedIncidentAndWritesTheReport()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync("demo", "--output", folder.File("report.html"));

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("PORT_SCAN", run.Output, StringComparison.Ordinal);
        Assert.Contains("\n9 of the 9 planted incidents were found.\n", run.Error, StringComparison.Ordinal);
        Assert.Contains($"The report to look at: {folder.File("report.html")}\n", run.Error, StringComparison.Ordinal);
        Assert.Equal(["report.html"], folder.Names);
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(folder.File("report.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_OutputIsAFolder_SaysSoBeforeTheWork()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync("demo", "--output", folder.Path);

        Assert.Equal((3, "", $"flowwatch: --output: '{folder.Path}' is a folder; name a file in it.\n"), (run.ExitCode, run.Output, run.Error));
    }
}
