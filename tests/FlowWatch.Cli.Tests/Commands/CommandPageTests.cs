using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace FlowWatch.Cli.Tests.Commands;

/// <summary>docs/command.md shows the help of the commands as they print it. <c>UPDATE_GOLDEN=1 dotnet test</c> writes it anew.</summary>
public partial class CommandPageTests
{
    private static readonly string Page = Path.Combine(Folder(), "..", "..", "..", "docs", "command.md");

    [Fact]
    public async Task Page_HelpBlocks_AreWhatTheCommandsPrint()
    {
        var text = await File.ReadAllTextAsync(Page);
        var blocks = HelpBlock().Matches(text);
        Assert.InRange(blocks.Count, 7, 100);

        foreach (Match block in blocks)
        {
            var name = Usage().Match(block.Value).Groups["name"].Value;
            var printed = await HelpAsync(name);
            if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") text = text.Replace(block.Groups["help"].Value, printed, StringComparison.Ordinal);
            else Assert.Equal(printed, block.Groups["help"].Value);
        }

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await File.WriteAllTextAsync(Page, text);
    }

    [Fact]
    public async Task Page_EveryCommand_HasASection()
    {
        var commands = Command().Matches(await HelpAsync("")).Select(match => match.Groups["name"].Value).ToList();
        var text = await File.ReadAllTextAsync(Page);

        Assert.Contains("config", commands);
        Assert.All(commands, command => Assert.Contains($"\n## {command}\n", text, StringComparison.Ordinal));
    }

    private static async Task<string> HelpAsync(string name)
    {
        var help = (await CommandRun.OfAsync([.. name.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Output.Replace($"\n  {RootCommand.ExecutableName} ", "\n  flowwatch ", StringComparison.Ordinal);
        return string.Join('\n', help.TrimEnd().Split('\n').Select(line => line.TrimEnd())) + "\n";
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex("```\n(?<help>Description:\n.*?)```", RegexOptions.Singleline)]
    private static partial Regex HelpBlock();

    [GeneratedRegex(@"^Usage:\n  \S+(?<name>( [a-z]+)*)", RegexOptions.Multiline)]
    private static partial Regex Usage();

    [GeneratedRegex(@"(?<=^Commands:\n(.*\n)*)  (?<name>[a-z]+)( <|  )", RegexOptions.Multiline)]
    private static partial Regex Command();
}
