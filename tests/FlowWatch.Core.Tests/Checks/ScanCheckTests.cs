using System.Net;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Tests.Findings;
using NSubstitute;
using static FlowWatch.Core.Tests.Connections.Traffic;

namespace FlowWatch.Core.Tests.Checks;

public class ScanCheckTests
{
    private static readonly Suppression Entry = new()
    {
        Name = "known", Owner = "network team", Reason = "expected", Expires = FindingSample.Noon.AddDays(1), Source = IPNetwork.Parse("10.0.0.0/8"),
    };

    [Fact]
    public async Task RunAsync_NothingWrong_IsComplete()
    {
        var fixture = new ScanFixture().Running(SampleDetection.Finding("A_ONE", ("203.0.113.9", Severity.Low, 0)));

        var report = await fixture.ScanAsync();

        Assert.Equal(ScanStatus.Complete, report.Status);
        Assert.Empty(report.Warnings);
        Assert.Equal("203.0.113.9", Assert.Single(report.Findings).Source);
        Assert.Equal(["logs"], report.Scope);
        Assert.Equal("0.1.0", report.FlowWatchVersion);
        Assert.Equal("2026-01-05 12:00:00Z to 2026-01-05 12:01:00Z", report.DataWindow!.ToString());
        Assert.Equal((3, 4000, 10, 2, 1), (report.Input.Files, report.Input.Bytes, report.Input.Records, report.Input.NoDataRecords, report.Input.SkipDataRecords));
        Assert.Equal((1, 5, 0), (report.Input.Scans, report.Input.Queries, report.Input.ProblemCount));
    }

    [Fact]
    public async Task RunAsync_Clock_IsTheGivenOne()
    {
        var fixture = new ScanFixture().Running(SampleDetection.Finding("A_ONE"));

        var report = await fixture.ScanAsync();

        // The fixture's clock moves a second with each query.
        Assert.Equal(TimeSpan.FromSeconds(fixture.Asked.Count), report.Input.Duration);
        Assert.InRange(report.GeneratedAt, FindingSample.Noon, fixture.Time.GetUtcNow());
    }

    [Fact]
    public async Task RunAsync_EmptyInput_HasNoDataWindow()
    {
        var report = await new ScanFixture()
            .Answering("totals", Rows.Of(("records", 0), ("no-data", 0), ("skip-data", 0), ("first", null), ("last", null)))
            .ScanAsync();

        Assert.Null(report.DataWindow);
        Assert.Empty(report.Findings);
        Assert.Equal(ScanStatus.Complete, report.Status);
    }

    [Fact]
    public async Task RunAsync_TimesNoCalendarHas_AreCut()
    {
        var report = await new ScanFixture()
            .Answering("totals", Rows.Of(("records", 1), ("no-data", 0), ("skip-data", 0), ("first", 0), ("last", long.MaxValue)))
            .ScanAsync();

        Assert.Equal((1970, 9999), (report.DataWindow!.From.Year, report.DataWindow.To.Year));
    }

    [Fact]
    public async Task RunAsync_ProblemCounted_IsPartial()
    {
        var fixture = new ScanFixture().Running(SampleDetection.Finding("A_ONE", ("203.0.113.9", Severity.Low, 0)));
        fixture.Engine.Statistics.Returns(new FlowEngineStatistics
        {
            Files = 1, Bytes = 1, Scans = 1, Queries = 1, ProblemCount = 7, Problems = [new InputProblem("a.log", 3, "srcport is 'x'")],
        });

        var report = await fixture.ScanAsync();

        Assert.Equal(ScanStatus.Partial, report.Status);
        Assert.Equal(7, report.Input.ProblemCount);
        Assert.Equal("a.log:3: srcport is 'x'", Assert.Single(report.Input.Problems).ToString());
        Assert.Single(report.Findings);
    }

    [Fact]
    public async Task RunAsync_DetectionThatCannotRun_IsPartialAndSaidLoudly()
    {
        var blind = new SampleDetection("B_TWO", _ => throw new InvalidOperationException("must not be asked")) { RequiredFields = ["srcaddr", "packets", "end"] };

        var report = await new ScanFixture().WithFields("srcaddr").Running(SampleDetection.Finding("A_ONE", ("203.0.113.9", Severity.Low, 0)), blind).ScanAsync();

        Assert.Equal(ScanStatus.Partial, report.Status);
        Assert.Equal(["B_TWO did not run: no part of the input has the field packets, end."], report.Warnings);
        Assert.Equal([CoverageLevel.Partial, CoverageLevel.None], report.Coverage.Select(one => one.Level));
        Assert.Equal(["tcp-flags"], report.Coverage[0].MissingHelpful);
        Assert.Single(report.Findings);
    }

    [Fact]
    public async Task RunAsync_DetectionThatThrows_DoesNotStopTheOthers()
    {
        static IEnumerable<Finding> OneThenFail(DetectionInput input)
        {
            yield return FindingSample.Of("203.0.113.1", "B_TWO");
            throw new OverflowException("Too much.");
        }

        var report = await new ScanFixture()
            .Running(
                SampleDetection.Finding("A_ONE", ("203.0.113.9", Severity.Low, 0)),
                new SampleDetection("B_TWO", OneThenFail),
                new SampleDetection("C_THREE", _ => throw new InvalidOperationException("No.")),
                SampleDetection.Finding("D_FOUR", ("203.0.113.8", Severity.Low, 1)))
            .ScanAsync();

        Assert.Equal(ScanStatus.Partial, report.Status);
        Assert.Equal(["A_ONE", "B_TWO", "D_FOUR"], report.Findings.Select(finding => finding.Detection).Order());
        Assert.Equal(
            [
                "B_TWO failed and may have missed findings: OverflowException: Too much.",
                "C_THREE failed and may have missed findings: InvalidOperationException: No.",
            ],
            report.Warnings);
    }

    [Fact]
    public async Task RunAsync_QuestionThatThrows_DoesNotStopTheOthers()
    {
        var broken = new SampleDetection("B_TWO", _ => [FindingSample.Of("203.0.113.1", "B_TWO")]) { Asks = () => throw new InvalidOperationException("No.") };
        var fixture = new ScanFixture().Running(broken, SampleDetection.Finding("A_ONE", ("203.0.113.9", Severity.Low, 0)));

        var report = await fixture.ScanAsync();

        Assert.Equal(ScanStatus.Partial, report.Status);
        Assert.Equal(["A_ONE"], report.Findings.Select(finding => finding.Detection));
        Assert.Equal(["B_TWO failed and may have missed findings: InvalidOperationException: No."], report.Warnings);
    }

    [Fact]
    public async Task RunAsync_ChoiceThatThrows_DoesNotStopTheOthers()
    {
        var broken = new SampleDetection("B_TWO", _ => [FindingSample.Of("203.0.113.1", "B_TWO")]) { Asks = () => [new SourceQuestion([], _ => throw new InvalidOperationException("No."))] };

        var report = await new ScanFixture().Running(broken, SampleDetection.Finding("A_ONE", ("203.0.113.9", Severity.Low, 0))).ScanAsync();

        Assert.Equal(["A_ONE"], report.Findings.Select(finding => finding.Detection));
        Assert.Equal(["B_TWO failed and may have missed findings: InvalidOperationException: No."], report.Warnings);
    }

    [Fact]
    public async Task RunAsync_EngineThatFails_IsNotHidden()
    {
        var fixture = new ScanFixture().Running(SampleDetection.Finding("A_ONE"));
        fixture.Engine.QueryAsync(Arg.Any<FlowQuery>(), Arg.Any<CancellationToken>()).Returns(Task.FromException<IReadOnlyList<FlowRow>>(new IOException("gone")));

        await Assert.ThrowsAsync<IOException>(() => fixture.ScanAsync());
    }

    [Fact]
    public async Task RunAsync_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ScanFixture().Running(SampleDetection.Finding("A_ONE")).ScanAsync(cancelled.Token));
    }

    [Fact]
    public async Task RunAsync_Findings_AreOrderedBySeverityThenTimeThenFingerprint()
    {
        var report = await new ScanFixture()
            .Running(
                SampleDetection.Finding("B_TWO", ("10.0.0.3", Severity.Low, 0), ("10.0.0.2", Severity.High, 5)),
                SampleDetection.Finding("A_ONE", ("10.0.0.2", Severity.High, 5), ("10.0.0.1", Severity.High, 4), ("10.0.0.9", Severity.Critical, 59)))
            .ScanAsync();

        Assert.Equal(["A_ONE 10.0.0.9", "A_ONE 10.0.0.1", "A_ONE 10.0.0.2", "B_TWO 10.0.0.2", "B_TWO 10.0.0.3"], report.Findings.Select(one => $"{one.Detection} {one.Source}"));
    }

    [Fact]
    public async Task RunAsync_SuppressedFindings_AreCountedNotDropped()
    {
        var report = await new ScanFixture()
            .Running(SampleDetection.Finding("A_ONE", ("10.0.0.1", Severity.High, 0), ("203.0.113.9", Severity.Low, 0)))
            .Suppressing(Entry)
            .ScanAsync();

        Assert.Equal(["203.0.113.9"], report.Findings.Select(finding => finding.Source));
        Assert.Equal(("10.0.0.1", "known"), (report.Suppressed[0].Finding.Source, report.Suppressed[0].Suppression.Name));
        Assert.Empty(report.Warnings);
        Assert.Equal(ScanStatus.Complete, report.Status);
    }

    [Fact]
    public async Task RunAsync_ExpiredSuppression_WarnsAndHoldsNothingBack()
    {
        var report = await new ScanFixture()
            .Running(SampleDetection.Finding("A_ONE", ("10.0.0.1", Severity.High, 0)))
            .Suppressing(Entry with { Expires = FindingSample.Noon })
            .ScanAsync();

        Assert.Single(report.Findings);
        Assert.Empty(report.Suppressed);
        Assert.StartsWith("Suppression 'known' of network team expired 2026-01-05 12:00Z", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WatchedPorts_CountNoiseOfSourcesWithoutFindings()
    {
        var fixture = new ScanFixture()
            .Running(DetectionCatalog.Default.Find("SUSPICIOUS_PORT_ACCESS")!, SampleDetection.Finding("A_ONE", ("203.0.113.9", Severity.Low, 0), ("203.0.113.9", Severity.Low, 1)))
            .Answering("noise", Rows.Of(("connections", 1234), ("sources", 56)));

        var report = await fixture.ScanAsync();

        Assert.Equal((1234, 56), (report.Input.RefusedNoiseConnections, report.Input.RefusedNoiseSources));
        Assert.Contains("not source in ('203.0.113.9')", Assert.Single(fixture.Asked, query => query.Name == "noise").From!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_AnomalyCheckAlone_CountsNoNoise()
    {
        var fixture = new ScanFixture()
            .Running(DetectionCatalog.Default.OfCheck("anomaly"))
            .Answering("noise", Rows.Of(("connections", 1234), ("sources", 56)));

        Assert.Equal(0, (await fixture.ScanAsync()).Input.RefusedNoiseConnections);
        Assert.DoesNotContain(fixture.Asked, query => query.Name == "noise");
    }

    [Fact]
    public async Task RunAsync_NoSourceThatMatters_AsksForNoConnections()
    {
        var fixture = new ScanFixture().Running(DetectionCatalog.Default.All);

        await fixture.ScanAsync();

        Assert.Equal(
            ["totals", "bytes-of-sources", "bytes-of-targets", "connections-of-sources", "ports-of-targets", "ports-of-sources", "hosts-of-ports", "watched-ports", "logins", "noise"],
            fixture.Asked.Select(query => query.Name));
    }

    [Fact]
    public async Task RunAsync_PacketFields_AskForRelays()
    {
        var fixture = new ScanFixture().WithFields([.. ConnectionQueries.RequiredFields, .. RelayedServices.NeededFields])
            .Running(DetectionCatalog.Default.All)
            .Answering("bytes-of-targets", Rows.Of(("source", "10.0.0.7"), ("slot", Noon / 150), ("bytes", 1_000_000_001)))
            .Answering("watched-ports", Rows.Of(("source", "203.0.113.9"), ("port", 22)));

        await fixture.ScanAsync();

        Assert.Equal(["relayed", "conversations", "sent-bytes"], fixture.Asked.Select(query => query.Name).Intersect(["relayed", "conversations", "sent-bytes"]));
    }

    [Fact]
    public async Task RunAsync_NobodySentMuch_DoesNotAskWhatWasSent()
    {
        var fixture = new ScanFixture()
            .Running(DetectionCatalog.Default.All)
            .Answering("watched-ports", Rows.Of(("source", "203.0.113.9"), ("port", 22)));

        await fixture.ScanAsync();

        Assert.Equal(["conversations"], fixture.Asked.Select(query => query.Name).Intersect(["conversations", "sent-bytes"]));
    }

    [Fact]
    public async Task RunAsync_RealDetections_FetchesJudgesAndShowsSamples()
    {
        var fixture = new ScanFixture()
            .Running(DetectionCatalog.Default.All)
            .Answering("bytes-of-targets", Rows.Of(("source", "10.0.0.7"), ("slot", Noon / 150), ("bytes", 1_000_000_001)))
            .Answering("sent-bytes", Sent("10.0.0.7", "198.51.100.7", Noon / 150, 1_000_000_001))
            .Answering("watched-ports", Rows.Of(("source", "203.0.113.9"), ("port", 22)))
            .Answering("conversations", Row("203.0.113.9", "10.0.1.5", 22, connections: 1, longest: 600, largest: 1_000_000))
            .Answering("samples", Rows.Of(
                ("source", "x"), ("client-port", 40000), ("target", "y"), ("port", 22), ("protocol", 6), ("opened", Noon), ("closed", Noon + 600),
                ("out-bytes", 1), ("back-bytes", 2), ("out-packets", 3), ("back-packets", 4), ("outcome", 5), ("records", 10)));

        var report = await fixture.ScanAsync();

        Assert.Equal(["SUSPICIOUS_PORT_ACCESS 203.0.113.9 Critical", "HIGH_TRAFFIC_VOLUME 10.0.0.7 Medium"], report.Findings.Select(one => $"{one.Detection} {one.Source} {one.Severity}"));
        Assert.All(report.Findings, finding => Assert.Equal(("answered", 10L), (finding.Evidence.Samples.Single().Outcome, finding.Evidence.Samples.Single().Records)));
        Assert.Equal(2, fixture.Asked.Count(query => query.Name == "samples"));
    }

    [Fact]
    public void OpeningQueries_AllDetections_ReadTheRecordsTwice()
    {
        var queries = new ScanFixture().Running(DetectionCatalog.Default.All).Check().OpeningQueries;

        Assert.Equal(["services", "sides"], queries.Where(query => query.From is null).Select(query => query.Name));
        Assert.All(queries.Where(query => query.From is not null), query => Assert.Contains(query.From, queries));
    }

    [Fact]
    public void OpeningQueries_VolumeAlone_AsksForNothingElse() => Assert.Equal(
        ["services", "totals", "service-totals", "bytes-of-sources", "bytes-of-targets", "sides"],
        new ScanFixture().Running(DetectionCatalog.Default.Find("HIGH_TRAFFIC_VOLUME")!).Check().OpeningQueries.Select(query => query.Name));

    private static FlowRow Row(string source, string target, int port, long connections, long longest, long largest) => Rows.Of(
        ("interface", 1), ("source", source), ("target", target), ("port", port), ("protocol", 6), ("minute", Noon / 60), ("connections", connections),
        ("refused", 0), ("unanswered", 0), ("reset", 0), ("empty", 0), ("attempts", 0), ("answered-attempts", 0), ("largest-attempt", null), ("attempt-bytes", 0),
        ("evidence", 8), ("opened", Noon), ("closed", Noon + longest), ("bytes", largest), ("largest", largest), ("longest", longest), ("account", 12), ("relay", null));
}
