using System.Text.Json.Nodes;
using FlowWatch.Core.Diagnostics;

namespace FlowWatch.Cli.Tests.Commands;

/// <summary>Questions put to files on the command line.</summary>
[Collection(CommandTestGroup.Name)]
public sealed class AskCommandTests(GeneratedTraffic traffic)
{
    public static TheoryData<string> Traffic => [.. DiagnosticCatalog.Traffic.Select(question => question.Id)];

    [Theory]
    [MemberData(nameof(Traffic))]
    public async Task Ask_Files_AnswersEveryQuestionInEveryFormat(string id)
    {
        string[] about = id is "ports-of-source" or "scan-pattern" or "about-address" ? ["--address", traffic.Truth.Incidents[0].Source] : [];

        foreach (var format in (string[])["table", "json", "csv", "html"])
        {
            var run = await CommandRun.OfAsync(["ask", id, traffic.Log, .. about, "--format", format]);

            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            Assert.NotEmpty(run.Output);
            if (format == "json" && id == "about-address") Assert.Contains("Findings are remembered of targets only, not of files", run.Output, StringComparison.Ordinal);
            if (format == "json") Assert.All(JsonNode.Parse(run.Output)!["tables"]!.AsArray(), table => Assert.NotEmpty(table!["rows"]!.AsArray()));
            if (format == "csv") Assert.StartsWith("table,", run.Output, StringComparison.Ordinal);
            if (format == "html") Assert.StartsWith("<!DOCTYPE html>", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Ask_TopTalkers_IsWhatTheRecordsSay()
    {
        var run = await CommandRun.OfAsync("ask", "top-talkers", traffic.Log, "--by", "pair", "--top", "1", "--format", "json");

        var row = JsonNode.Parse(run.Output)!["tables"]![0]!["rows"]![0]!;
        var expected = File.ReadLines(traffic.Log).Select(line => line.Split(' ')).Where(values => values[3].Contains('.', StringComparison.Ordinal))
            .GroupBy(values => (values[3], values[4])).Select(pair => (pair.Key, Bytes: pair.Sum(values => long.Parse(values[9], System.Globalization.CultureInfo.InvariantCulture))))
            .OrderByDescending(pair => pair.Bytes).ThenBy(pair => pair.Key.Item1, StringComparer.Ordinal).First();
        Assert.Equal((expected.Key.Item1, expected.Key.Item2, expected.Bytes), ((string)row["srcaddr"]!, (string)row["dstaddr"]!, (long)row["total-bytes"]!));
    }

    [Theory]
    [InlineData("--top: 'x' is not a whole number from 1 to 1000", "top-sources", "flows.log", "--top", "x")]
    [InlineData("give --target, or the files to ask.", "top-sources")]
    [InlineData("give --target, or the files to ask.", "top-sources", "flows.log", "--target", "production")]
    [InlineData("--network: '10.0.0.0/99' is not an address or a network such as 10.0.0.0/8", "top-sources", "flows.log", "--network", "10.0.0.0/99")]
    [InlineData("--save-definitions saves in the account of a target: give --target.", "--save-definitions")]
    [InlineData("name a question, or give --save-definitions. flowwatch ask --list names the questions.", "--target", "production")]
    [InlineData("--to: not after from", "top-sources", "flows.log", "--from", "2026-01-05", "--to", "2026-01-04")]
    [InlineData("--since: says the same as from; give one of them", "top-sources", "flows.log", "--from", "2026-01-05", "--since", "1h")]
    public async Task Ask_WrongParameters_SaysWhatIsWrong(string expected, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(["ask", .. arguments]);

        Assert.Equal((3, $"flowwatch: {expected}\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Ask_List_NamesEveryQuestion()
    {
        var run = await CommandRun.OfAsync("ask", "--list");

        Assert.Equal(0, run.ExitCode);
        Assert.All(DiagnosticCatalog.All, question => Assert.Contains($"{question.Id} ", run.Output, StringComparison.Ordinal));
        Assert.All(run.Output.TrimEnd('\n').Split('\n'), line => Assert.True(line.Length > 0 && !line.EndsWith(' '), $"'{line}'"));
    }

    [Fact]
    public async Task Ask_HelpOfAQuestion_IsMadeFromTheCatalog()
    {
        foreach (var question in DiagnosticCatalog.All)
        {
            var help = (await CommandRun.OfAsync("ask", question.Id, "--help")).Output;
            Assert.All(question.Parameters, parameter => Assert.Contains($"--{parameter.Name} <{parameter.ValueName}>", help, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Ask_Explain_PrintsTheQueryAndReadsNothing()
    {
        var run = await CommandRun.OfAsync("ask", "port-scans", traffic.Log, "--explain");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("SELECT", run.Output, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("passes", run.Output, StringComparison.Ordinal);
    }
}
