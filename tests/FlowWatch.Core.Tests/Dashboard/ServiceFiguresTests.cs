using FlowWatch.Core.Compliance;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Compliance.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Core.Dashboard;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Runs;

namespace FlowWatch.Core.Tests.Dashboard;

/// <summary>The runbook's figures, each held against what the runbook wants: what is not known is never met.</summary>
public class ServiceFiguresTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(299, FigureStatus.Met)]
    [InlineData(300, FigureStatus.Missed)]
    public void Latency_OfTheSlowestTarget_IsHeldAgainstFiveMinutes(int seconds, FigureStatus status)
    {
        var figure = ServiceFigures.Latency(Board([("fast", Latency(20, 40, 60)), ("slow", Latency(60, seconds, 900))]));

        Assert.Equal(status, figure.Status);
        Assert.Equal(ReadableNumber.Duration(TimeSpan.FromSeconds(seconds)), figure.Value);
        Assert.Contains("p50 1 min", figure.Explanation, StringComparison.Ordinal);
        Assert.Contains("p99 15 min", figure.Explanation, StringComparison.Ordinal);
        Assert.Contains("slow, the slowest of 2 targets", figure.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Latency_UnknownOfOneTarget_IsNotMetByTheOthers()
    {
        var figure = ServiceFigures.Latency(Board([("fast", Latency(20, 40, 60))], "logs:StartQuery was refused"));

        Assert.Equal(FigureStatus.NotVerified, figure.Status);
        Assert.Contains("not known of 1 target: logs:StartQuery was refused", figure.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Latency_NoReportOrNothingMeasured_IsNotVerified()
    {
        Assert.Equal(FigureStatus.NotVerified, ServiceFigures.Latency(Board([]) with { Trend = [] }).Status);
        Assert.Equal(FigureStatus.NotVerified, ServiceFigures.Latency(Board([], "files do not tell")).Status);
        Assert.Equal(FigureStatus.Idle, ServiceFigures.Latency(Board([])).Status);
    }

    [Theory]
    [InlineData(100, 0, FigureStatus.Met, "100 %")]
    [InlineData(995, 5, FigureStatus.Met, "99.5 %")]
    [InlineData(99, 1, FigureStatus.Missed, "99 %")]
    [InlineData(9999, 1, FigureStatus.Met, "99.9 %")]
    public void Analysis_Runs_AreHeldAgainstNinetyNinePercent(int good, int partial, FigureStatus status, string value)
    {
        var figure = ServiceFigures.Analysis([.. Enumerable.Repeat(Run(RunStatus.Succeeded), good), .. Enumerable.Repeat(Run(RunStatus.Partial), partial), Run(RunStatus.Running), Run(RunStatus.Failed) with { Check = "compliance" }]);

        Assert.Equal((status, value), (figure.Status, figure.Value));
    }

    [Fact]
    public void Analysis_NoRunEnded_IsNotVerified() => Assert.Equal(FigureStatus.NotVerified, ServiceFigures.Analysis([Run(RunStatus.Running)]).Status);

    [Fact]
    public void Windows_ThatWaitTooLong_AreCounted()
    {
        var figure = ServiceFigures.Windows([Check(Noon, 0, null), Check(Noon, 2, TimeSpan.FromMinutes(90))]);

        Assert.Equal((FigureStatus.Missed, "2", 0.75), (figure.Status, figure.Value, figure.Share));
        Assert.Contains("ended 1 h 30 min ago; 1 h is too long", figure.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_NothingBegun_IsNotVerified()
    {
        Assert.Equal(FigureStatus.NotVerified, ServiceFigures.Windows([]).Status);
        Assert.Equal(FigureStatus.NotVerified, ServiceFigures.Windows([Check(null, 0, null)]).Status);
        var some = ServiceFigures.Windows([Check(null, 0, null), Check(Noon, 0, TimeSpan.FromMinutes(17))]);
        Assert.Equal(FigureStatus.Met, some.Status);
        Assert.Contains("1 check has not begun", some.Explanation, StringComparison.Ordinal);
    }

    private static CheckProgress Check(DateTimeOffset? watermark, int aged, TimeSpan? oldest) => new()
    {
        Target = "one",
        Check = "security",
        Watermark = watermark,
        AlarmAge = TimeSpan.FromHours(1),
        Aged = aged,
        OldestUnjudged = oldest,
        Windows = [new ShownWindow(Noon, Noon.AddMinutes(10), oldest is null ? WindowState.Judged : WindowState.Due, null, null, null, null, null)],
    };

    private static RunRecord Run(RunStatus status) => new() { Id = "run", Check = "security", Trigger = "timer", Status = status, StartedAt = Noon };

    private static DeliveryLatency Latency(int half, int ninetyFifth, int ninetyNinth) =>
        new(new TimeWindow(Noon, Noon.AddHours(1)), "query", 1000, TimeSpan.FromSeconds(half), TimeSpan.FromSeconds(ninetyFifth), TimeSpan.FromSeconds(ninetyNinth));

    private static ComplianceBoard Board(IReadOnlyList<(string, DeliveryLatency)> latencies, params IReadOnlyList<string> unknown) => new()
    {
        Trend = [new ReportSummary("report-00000001", 1, Noon, ControlStatus.Pass, 1, new StatusTally(0, 0, 0, 1, 0), new Dictionary<string, ControlStatus>(), "")],
        Problems = [],
        ProblemCount = 0,
        Archive = [],
        ArchiveHours = (0, 0),
        Latencies = latencies,
        LatencyUnknown = unknown,
        Unreadable = null,
    };
}
