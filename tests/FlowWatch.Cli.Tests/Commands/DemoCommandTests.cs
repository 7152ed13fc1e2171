using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public partial class DemoCommandTests(DemoRun demo) : IClassFixture<DemoRun>
{
    [Fact]
    public async Task Demo_FindsEveryPlantedIncidentAndWritesTheReports()
    {
        Assert.Equal(0, demo.Run.ExitCode);
        Assert.Contains("PORT_SCAN", demo.Run.Output, StringComparison.Ordinal);
        Assert.Contains("\n9 of the 9 planted incidents were found.\n", demo.Run.Error, StringComparison.Ordinal);
        Assert.Contains($"The reports to look at: {demo.Folder.File("report.html")}\n                        {demo.Folder.File("flowwatch-compliance.html")}\n", demo.Run.Error, StringComparison.Ordinal);
        Assert.Equal(["flowwatch-compliance.html", "report.html"], demo.Folder.Names.Order(StringComparer.Ordinal));
        foreach (var name in demo.Folder.Names) Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(demo.Folder.File(name)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Demo_Compliance_TellsTheRequirementsAndTheWorstControls()
    {
        Assert.Contains("13.16  NOT MET ", demo.Compliance, StringComparison.Ordinal);
        Assert.Contains("13.17  MET, WITH EXCEPTIONS  ", demo.Compliance, StringComparison.Ordinal);
        Assert.Contains("13.18  NOT MET ", demo.Compliance, StringComparison.Ordinal);
        Assert.Contains("FAIL          vpc-covered  Of vpc-0a1b2c3d4e5f60002 rejected traffic only is recorded", demo.Compliance, StringComparison.Ordinal);
        Assert.Contains("NOT VERIFIED  delivery-role  ", demo.Compliance, StringComparison.Ordinal);
        // A run's own warnings would hide the report.
        Assert.DoesNotContain("warning: ", demo.Run.Error, StringComparison.Ordinal);
        var page = await File.ReadAllTextAsync(demo.Folder.File("flowwatch-compliance.html"));
        Assert.Contains("What changed since <code>20260104T120000Z-00000007</code>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_DemoBlock_IsWhatItPrints()
    {
        var file = Path.Combine(Folder(), "..", "..", "..", "docs", "command.md");
        var text = await File.ReadAllTextAsync(file);
        var block = ComplianceBlock().Match(text);
        Assert.True(block.Success, "docs/command.md has no block of the demo's compliance.");

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(file, text.Replace(block.Groups["block"].Value, demo.Compliance, StringComparison.Ordinal));
        else Assert.Equal(demo.Compliance, block.Groups["block"].Value);
    }

    [Fact]
    public async Task Demo_OutputIsAFolder_SaysSoBeforeTheWork()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync("demo", "--output", folder.Path);

        Assert.Equal((3, "", $"flowwatch: --output: '{folder.Path}' is a folder; name a file in it.\n"), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public async Task Demo_ComplianceOutputIsAFolder_SaysSoBeforeTheWork()
    {
        using var folder = new TemporaryFolder();

        var run = await CommandRun.OfAsync("demo", "--output", folder.File("report.html"), "--compliance-output", folder.Path);

        Assert.Equal((3, "", $"flowwatch: --compliance-output: '{folder.Path}' is a folder; name a file in it.\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Empty(folder.Names);
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("```\n(?<block>Compliance ·.*?)```", RegexOptions.Singleline)]
    private static partial Regex ComplianceBlock();
}
