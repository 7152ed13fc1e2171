using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Archive;
using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Tests.Compliance.Reports;

namespace FlowWatch.Core.Tests.Dashboard;

public sealed class ComplianceBoardReaderTests : IDisposable
{
    private static readonly DateTimeOffset Now = SampleCompliance.Now;

    private readonly ReportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Read_NoReport_IsEmptyAndReadable()
    {
        var board = await ReadAsync();

        Assert.Null(board.Unreadable);
        Assert.Empty(board.Trend);
        Assert.Empty(board.Problems);
        Assert.Empty(board.Archive);
        Assert.Equal((0, 0), board.ArchiveHours);
    }

    [Fact]
    public async Task Read_Reports_TellsTheNewestTwelveAndWhatIsWorstInTheNewest()
    {
        var reports = await folder.AppendAsync(14);

        var board = await ReadAsync();

        Assert.Equal(reports.Reverse().Take(12).Select(report => report.Id), board.Trend.Select(report => report.Id));
        Assert.Equal(ControlStatus.Fail, board.Trend[0].Requirements["13.16"]);
        Assert.Equal(ControlStatus.NotVerified, board.Trend[0].Requirements["13.17"]);
        // Failures before what could not be looked at, and the more severe first.
        Assert.Equal(["archive-complete", "traffic-type-all", "topics-confirmed"], board.Problems.Select(row => row.Result!.Control));
        Assert.Equal(3, board.ProblemCount);
        Assert.Equal((70_918, 70_739), board.ArchiveHours);
    }

    [Fact]
    public async Task Read_MoreProblemsThanAreShown_CountsAll()
    {
        await folder.Chain.AppendAsync(SampleCompliance.Report(null, [.. Enumerable.Range(0, 9).Select(index => SampleCompliance.Result("traffic-type-all", ControlStatus.Fail, $"vpc-{index}", "Refused traffic only."))]), default);

        var board = await ReadAsync();

        Assert.Equal((6, 12), (board.Problems.Count, board.ProblemCount));
    }

    [Fact]
    public async Task Read_TargetThatCouldNotBeJudged_IsAProblem()
    {
        var report = SampleCompliance.Report();
        await folder.Chain.AppendAsync(report with { Targets = [new TargetCompliance("lost", "333333333333", "eu-west-1", "test", [], NotVerified: "no credentials")] }, default);

        var board = await ReadAsync();

        var problem = Assert.Single(board.Problems);
        Assert.Equal((ControlStatus.NotVerified, "lost"), (problem.Status, problem.Target.Target));
        Assert.Contains("no credentials", problem.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_OneTarget_TellsOfNoOther()
    {
        await folder.AppendAsync(1);

        var board = await ReadAsync("staging-us");

        Assert.Single(board.Trend);
        Assert.Empty(board.Problems);
        Assert.Empty(board.Archive);
        Assert.Equal((0, 0), board.ArchiveHours);
    }

    [Fact]
    public async Task Read_Archive_TellsTheWorstOfEachOfTheLastDays()
    {
        await folder.AppendAsync(1);

        var days = (await ReadAsync()).Archive;

        Assert.Equal(91, days.Count);
        Assert.Equal(DateOnly.FromDateTime(Now.UtcDateTime), days[^1].Day);
        Assert.Equal(days[^1].Day.AddDays(-90), days[0].Day);
        Assert.Equal(ArchiveDayState.Missing, StateOf(days, Now.AddDays(-12)));
        Assert.Equal(ArchiveDayState.Explained, StateOf(days, Now.AddDays(-3)));
        Assert.Equal(89, days.Count(day => day.State == ArchiveDayState.Complete));
    }

    [Fact]
    public async Task Read_GapsOfOneDay_TheWorstCounts()
    {
        var report = SampleCompliance.Report();
        var midnight = new DateTimeOffset(Now.Date, TimeSpan.Zero);
        ArchiveCoverage Source(string name, params ArchiveGap[] gaps) => new("111111111111", "eu-central-1", name, midnight.AddDays(-2), midnight.AddHours(5), 53, 50, gaps);
        var archive = SampleCompliance.Archive(Now) with
        {
            Coverage =
            [
                Source("fl-1", new ArchiveGap(midnight.AddDays(-1).AddHours(23), midnight.AddHours(1), ArchiveGapStatus.NotVerified, "CloudWatch was not asked.")),
                Source("fl-2", new ArchiveGap(midnight, midnight.AddHours(2), ArchiveGapStatus.Acknowledged, "kim"), new ArchiveGap(midnight.AddDays(-1), midnight.AddDays(-1).AddHours(1), ArchiveGapStatus.Open, "Nothing explains it.")),
            ],
        };
        await folder.Chain.AppendAsync(report with { Targets = [report.Targets[0] with { Archive = archive }] }, default);

        var days = (await ReadAsync()).Archive;

        Assert.Equal([ArchiveDayState.Complete, ArchiveDayState.Missing, ArchiveDayState.NotVerified], days.Select(day => day.State));
    }

    [Fact]
    public async Task Read_NewestReportIsDamaged_SaysWhatCannotBeRead()
    {
        await folder.AppendAsync(2);
        await File.WriteAllTextAsync(folder.FileOf(2), "{");

        var board = await ReadAsync();

        Assert.Contains("report-00000002.json", board.Unreadable, StringComparison.Ordinal);
        Assert.Empty(board.Trend);
    }

    private Task<ComplianceBoard> ReadAsync(string? target = null) => new ComplianceBoardReader(folder.Chain).ReadAsync(target, default);

    private static ArchiveDayState StateOf(IReadOnlyList<ArchiveDay> days, DateTimeOffset at) => days.Single(day => day.Day == DateOnly.FromDateTime(at.UtcDateTime)).State;
}
