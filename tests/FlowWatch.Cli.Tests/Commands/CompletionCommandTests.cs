namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public class CompletionCommandTests
{
    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    [InlineData("BASH")]
    public async Task Completion_EveryShell_AsksTheCommandItself(string shell)
    {
        var run = await CommandRun.OfAsync("completion", shell);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("[suggest:", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flowwatch ", "ask check completion compliance config demo doctor generate incidents parse rules scan serve suppressions tuning")]
    [InlineData("flowwatch sc", "scan")]
    [InlineData("flowwatch scan --ch", "--check")]
    [InlineData("flowwatch scan --check ", "all anomaly security")]
    [InlineData("flowwatch scan x --format ", "csv html json markdown ndjson ocsf table")]
    [InlineData("flowwatch scan x --fail-on h", "high")]
    [InlineData("flowwatch rules ", "list show verify")]
    [InlineData("flowwatch config ", "check show")]
    [InlineData("flowwatch config show --format ", "json table")]
    [InlineData("flowwatch config show --or", "--origin")]
    [InlineData("flowwatch rules show P", "PORT_SCAN")]
    [InlineData("flowwatch completion ", "bash fish pwsh zsh")]
    [InlineData("flowwatch generate --only Host", "HostSweep")]
    [InlineData("flowwatch scan ", "")]
    public async Task Suggest_Line_OffersWhatFits(string line, string words)
    {
        var run = await CommandRun.OfAsync($"[suggest:{line.Length}]", line);

        var typed = line[(line.LastIndexOf(' ') + 1)..];
        var fitting = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith(typed, StringComparison.Ordinal));
        Assert.Equal((0, words), (run.ExitCode, string.Join(' ', fitting)));
    }
}
