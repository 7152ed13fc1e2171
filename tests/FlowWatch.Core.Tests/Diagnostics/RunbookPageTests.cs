using System.Text.RegularExpressions;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.Tests.Reports;

namespace FlowWatch.Core.Tests.Diagnostics;

/// <summary>docs/runbook.md promises nothing that is not there: every test, command and route that it names exists.</summary>
public partial class RunbookPageTests
{
    private static readonly List<string[]> Rows = [.. File.ReadLines(GoldenFile.Repository("docs", "runbook.md")).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray())];

    [Fact]
    public void Table_EveryRow_IsWhole()
    {
        Assert.InRange(Rows.Count, 25, 100);
        Assert.All(Rows, row => Assert.Equal(4, row.Count(cell => cell.Length > 0)));
        Assert.All(Rows, row => Assert.True(row[1] != "by command only" || row[2] != "by HTTP only"));
    }

    [Fact]
    public void Table_EveryQuestion_IsInIt()
    {
        var asked = Rows.Select(row => Question().Match(row[1])).Where(match => match.Success).Select(match => match.Groups["id"].Value).ToHashSet();

        Assert.Empty(DiagnosticCatalog.All.Select(question => question.Id).Except(asked));
    }

    [Theory]
    [InlineData("Viewing", 5)]
    [InlineData("High traffic", 2)]
    [InlineData("Port scan", 3)]
    [InlineData("Archive", 4)]
    [InlineData("Issue: no flow logs appearing", 2)]
    [InlineData("Issue: analysis failing", 2)]
    [InlineData("Issue: high storage costs", 2)]
    [InlineData("Issue: false positives", 4)]
    [InlineData("Monthly", 3)]
    [InlineData("Quarterly", 5)]
    [InlineData("Metrics", 5)]
    public void Table_EverySectionOfTheRunbook_HasItsOperations(string section, int operations) =>
        Assert.InRange(Rows.Count(row => row[0].StartsWith(section, StringComparison.Ordinal)), operations, 20);

    [Fact]
    public void Table_EveryRoute_IsServed()
    {
        var routes = File.ReadAllText(GoldenFile.Repository("docs", "functions.md"));

        Assert.All(Rows.Where(row => row[1] != "by command only"), row =>
        {
            if (Question().Match(row[1]) is { Success: true } match) IsAsked(match.Groups["id"].Value, Parameter().Matches(row[1]).Select(one => one.Groups["name"].Value));
            else Assert.Contains($"| `{row[1]}` |", routes, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Table_EveryCommand_Exists()
    {
        var commands = File.ReadAllText(GoldenFile.Repository("docs", "command.md"));

        Assert.All(Rows.Where(row => row[2] != "by HTTP only"), row =>
        {
            var words = row[2].Split(' ');
            Assert.Equal("flowwatch", words[0]);
            if (words[1] == "ask" && words[2][0] != '-') IsAsked(words[2], words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).Select(word => word[2..]));
            else Assert.Contains($"\n## {words[1]}\n", commands, StringComparison.Ordinal);
            // A word after the command is one of its own commands; an option is one that the page knows.
            if (words[1] != "ask") Assert.All(words[2..].Where(word => word.All(char.IsAsciiLetterLower)).Take(1), word => Assert.Matches($"(flowwatch {words[1]} {word}|  {word} )", commands));
            if (words[1] != "ask") Assert.All(words.Where(word => word.StartsWith("--", StringComparison.Ordinal)), word => Assert.Contains(word, commands, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Table_EveryProof_Exists()
    {
        var sources = Directory.EnumerateFiles(GoldenFile.Repository("tests"), "*.cs", SearchOption.AllDirectories).ToLookup(Path.GetFileNameWithoutExtension);

        Assert.All(Rows.Select(row => row[3].Split('.')).DistinctBy(proof => string.Join('.', proof)), proof =>
        {
            var text = string.Concat(sources[proof[0]].Select(File.ReadAllText));
            Assert.Contains($"class {proof[0]}", text, StringComparison.Ordinal);
            if (proof.Length > 1) Assert.Contains($" {proof[1]}(", text, StringComparison.Ordinal);
        });
    }

    private static void IsAsked(string id, IEnumerable<string> parameters)
    {
        var question = DiagnosticCatalog.Find(id);
        Assert.NotNull(question);
        Assert.Empty(parameters.Except(question.Parameters.Select(parameter => parameter.Name)).Except(["target", "explain"]));
    }

    [GeneratedRegex("^GET diagnostics/(?<id>[a-z-]+)")]
    private static partial Regex Question();

    [GeneratedRegex("[?&](?<name>[a-z]+)=")]
    private static partial Regex Parameter();
}
