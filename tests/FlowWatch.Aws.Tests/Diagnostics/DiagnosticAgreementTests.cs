using FlowWatch.Aws.Tests.CloudWatchLogs;
using FlowWatch.Core.Diagnostics;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Local.DuckDb;

namespace FlowWatch.Aws.Tests.Diagnostics;

/// <summary>The questions of the runbook, asked of files and of a log group: the same rows in the same order.</summary>
public sealed class DiagnosticAgreementTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-test-").FullName;

    public static TheoryData<string, int?> Questions
    {
        get
        {
            var data = new TheoryData<string, int?>();
            foreach (var question in DiagnosticCatalog.All)
            {
                data.Add(question.Id, null);
                data.Add(question.Id, 3);
            }

            return data;
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task QueryAsync_QuestionOfTheRunbook_HasTheSameAnswerOnBothEngines(string id, int? top)
    {
        var lines = Lines().ToList();
        var path = Path.Combine(folder, "records.log");
        await File.WriteAllLinesAsync(path, lines);
        var question = DiagnosticCatalog.Find(id)!;
        var query = question.Ask(new DiagnosticParameters { Address = question.NeedsAddress ? "203.0.113.7" : null, Top = top });

        await using var local = await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [path], WorkingFolder = folder }, CancellationToken.None);
        var cloud = await FlowLogLines.OpenAsync(new InterpretedInsights(FlowLogLines.Timed(FlowLogFormat.Default, lines)), FlowLogFormat.Default);
        var expected = FlowLogLines.Print(query, await local.QueryAsync(query, CancellationToken.None));

        Assert.Equal(expected, FlowLogLines.Print(query, await cloud.QueryAsync(query, CancellationToken.None)));
        Assert.InRange(expected.Split('\n').Length, 3, top ?? question.Top);
        Assert.Equal(0, cloud.Statistics.ProblemCount);
    }

    // Sources that differ in what each question asks, and records without data.
    private static IEnumerable<string> Lines()
    {
        for (var number = 0; number < 300; number++)
        {
            var source = $"203.0.113.{7 + (number % 6)}";
            var action = number % 4 == 0 ? "ACCEPT" : "REJECT";
            var at = FlowLogLines.FirstSecond + (number * 7);
            yield return $"2 123456789012 eni-0a {source} 10.0.0.{number % 20} {40000 + number} {20 + (number * number % (11 + (number % 6 * 5)))} {(number % 3 == 0 ? 17 : 6)} {number % 9} {100 * (number % 17)} {at} {at + 50} {action} OK";
        }

        yield return $"2 123456789012 eni-0a - - - - - - - {FlowLogLines.FirstSecond} {FlowLogLines.FirstSecond + 59} - NODATA";
    }
}
