using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Findings;
using FlowWatch.Local.Reports;
using Microsoft.Data.Sqlite;

namespace FlowWatch.Cli.Tests.Commands;

[Collection(CommandTestGroup.Name)]
public sealed class ComplianceGapsCommandTests : IDisposable
{
    private static readonly DateTimeOffset Gap = new(2026, 1, 3, 4, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Dispose();
    }

    [Fact]
    public async Task Acknowledge_AGap_ShowsInTheList()
    {
        await StoreAsync();

        var said = await RunAsync("acknowledge", "--target", "one", "--from", "2026-01-03", "--to", "2026-01-04", "--owner", "kim", "--reason", "The role was gone.");
        Assert.Equal("3 hours acknowledged; reports say so from the next on.\n", said.Error);
        Assert.Equal(0, said.ExitCode);

        var list = await RunAsync();
        Assert.Equal(
            [
                "TARGET  SOURCE  FROM               TO                 HOURS  STATUS        WHAT IS KNOWN",
                "one     fl-1    2026-01-03 04:00Z  2026-01-03 07:00Z  3      acknowledged  kim, 2026-01-05: The role was gone.",
            ],
            list.Output.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task Acknowledge_NothingGiven_TellsAll()
    {
        await StoreAsync();

        var run = await RunAsync("acknowledge");

        Assert.Equal(3, run.ExitCode);
        foreach (var option in new[] { "--target", "--from", "--to", "--owner", "--reason" }) Assert.Contains($"  {option}: missing", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NoReport_SaysWhatToDo()
    {
        var run = await RunAsync();

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("'flowwatch compliance verify' makes one", run.Error, StringComparison.Ordinal);
    }

    private Task<CommandRun> RunAsync(params string[] arguments)
    {
        var settings = folder.File("flowwatch.json", $$"""
            {
              "reports": { "folder": "{{folder.File("reports").Replace("\\", "\\\\", StringComparison.Ordinal)}}" },
              "targets": [{ "name": "one", "environment": "test", "account": "111111111111", "region": "eu-central-1", "logGroup": "/flow", "archive": { "bucket": "the-archive" } }]
            }
            """);
        return CommandRun.InAsync(folder, new Dictionary<string, string>(), ["compliance", "gaps", .. arguments, "--config", settings, "--state", folder.File("state.db")]);
    }

    private Task<ComplianceReport> StoreAsync() => new ReportChain(new FolderReportStore(folder.File("reports")), null).AppendAsync(
        new ComplianceReport
        {
            GeneratedAt = CommandRun.Now,
            Period = new TimeWindow(CommandRun.Now.AddDays(-30), CommandRun.Now),
            FlowWatchVersion = "0.1.0",
            Targets =
            [
                new TargetCompliance("one", "111111111111", "eu-central-1", "test", [], new ArchiveInventory
                {
                    ListedAt = CommandRun.Now,
                    IsFull = true,
                    Classes = [],
                    UnknownKeys = 0,
                    Coverage = [new ArchiveCoverage("111111111111", "eu-central-1", "fl-1", Gap.AddDays(-1), Gap.AddDays(1), 48, 45, [new ArchiveGap(Gap, Gap.AddHours(3), ArchiveGapStatus.Open, "5 events")])],
                }),
            ],
        },
        default);
}
