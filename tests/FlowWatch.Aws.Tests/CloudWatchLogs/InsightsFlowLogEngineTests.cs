using FlowWatch.Aws.CloudWatchLogs;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Connections;
using FlowWatch.Core.Detections;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Targets;
using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Aws.Tests.CloudWatchLogs;

public class InsightsFlowLogEngineTests
{
    private const string Good = "2 123456789012 eni-0a 203.0.113.7 10.0.0.5 40000 443 6 10 840 1767614400 1767614459 ACCEPT OK";

    private static readonly FlowQuery Counted = FlowQuery.OverRecords("counted").By("srcaddr").Measure(FlowMeasure.Count("records"), FlowMeasure.Sum("bytes", Field("bytes")));

    private static readonly FlowQuery TopSources = FlowQuery.OverRecords("top-sources")
        .Where(Field("srcaddr").IsPresent() & Field("bytes").IsPresent()).By("srcaddr").Measure(FlowMeasure.Sum("bytes", Field("bytes")))
        .OrderByDescending("bytes").OrderBy("srcaddr").Take(2);

    private static IEnumerable<string> Lines => Enumerable.Range(0, 100).Select(number =>
        $"2 123456789012 eni-0a 203.0.113.{number % 5} 10.0.0.{number} {40000 + number} 443 6 10 {100 + number} {FlowLogLines.FirstSecond + (30 * number)} {FlowLogLines.FirstSecond + (30 * number) + 59} ACCEPT OK");

    [Fact]
    public async Task QueryAsync_Window_AsksForItsSecondsBothEndsIn()
    {
        var insights = Group(Lines);
        var engine = await FlowLogLines.OpenAsync(insights, FlowLogFormat.Default);

        await engine.QueryAsync(Counted, CancellationToken.None);

        var request = insights.Requests.First();
        Assert.Equal((FlowLogLines.FirstSecond, FlowLogLines.FirstSecond + 3599, 10_000, "counted"), (request.FromInclusive, request.ToInclusive, request.Limit, request.Name));
        Assert.Equal(FlowLogLines.Target, request.Target);
    }

    [Fact]
    public async Task QueryAsync_SeveralQueriesOverOne_AsksOnce()
    {
        var insights = Group(Lines);
        var engine = await FlowLogLines.OpenAsync(insights, FlowLogFormat.Default);
        var total = FlowQuery.Over("total", Counted).Measure(FlowMeasure.Sum("records", Field("records")));

        var rows = await Task.WhenAll(engine.QueryAsync(Counted, CancellationToken.None), engine.QueryAsync(total, CancellationToken.None), engine.QueryAsync(FlowQuery.Over("again", total).By("records"), CancellationToken.None));

        Assert.Equal((5, 100, 100), (rows[0].Count, rows[1][0].Number("records"), rows[2][0].Number("records")));
        Assert.Single(insights.Requests);
        Assert.Equal((1, 3), (engine.Statistics.Scans, engine.Statistics.Queries));
    }

    [Fact]
    public async Task QueryAsync_WholeQuerySaid_AsksForTheTopAlone()
    {
        var insights = Group(Lines);
        var engine = await FlowLogLines.OpenAsync(insights, FlowLogFormat.Default);

        var rows = await engine.QueryAsync(TopSources, CancellationToken.None);

        Assert.Equal("'203.0.113.4' 3030\n'203.0.113.3' 3010", FlowLogLines.Print(TopSources, rows));
        Assert.EndsWith("| sort bytes_2 desc, srcaddr asc\n| limit 2", insights.Requests.First().QueryText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryAsync_OnlyGroupIsLeftOut_GivesNoRowOfZeros()
    {
        var engine = await FlowLogLines.OpenAsync(Group(Lines), FlowLogFormat.Default);
        var few = FlowQuery.OverRecords("few").Measure(FlowMeasure.Count("records")).Having(Field("records") < 5);

        Assert.Empty(await engine.QueryAsync(few, CancellationToken.None));
    }

    [Fact]
    public async Task QueryAsync_LinesOfNoFormat_AreCountedAndNamed()
    {
        string[] strange = ["hello", Good + " more", "- - -"];
        var engine = await FlowLogLines.OpenAsync(Group([.. Lines, .. strange]), FlowLogFormat.Default);

        var rows = await engine.QueryAsync(Counted, CancellationToken.None);
        await engine.QueryAsync(TopSources, CancellationToken.None);

        Assert.Equal(100, rows.Sum(row => row.NumberOrZero("records")));
        Assert.Equal(3, engine.Statistics.ProblemCount);
        Assert.Equal($"test-eu: log group /aws/vpc/flowlogs/test: 3 of 103 lines are not of the format {FlowLogFormat.Default}", Assert.Single(engine.Statistics.Problems).ToString());
    }

    [Fact]
    public async Task QueryAsync_FilteredQueryAlone_CountsTheLinesByThemselves()
    {
        var insights = Group([.. Lines, "hello"]);
        var engine = await FlowLogLines.OpenAsync(insights, FlowLogFormat.Default);

        await engine.QueryAsync(TopSources, CancellationToken.None);
        await engine.QueryAsync(TopSources with { }, CancellationToken.None);

        Assert.Equal(["top-sources", "lines", "top-sources"], insights.Requests.Select(request => request.Name));
        Assert.Equal(1, engine.Statistics.ProblemCount);
    }

    [Fact]
    public async Task QueryAsync_ValueThatIsNoNumber_LeavesTheRowOutAndSaysSo()
    {
        var query = FlowQuery.OverRecords("ports").By("dstport").Measure(FlowMeasure.Count("records"));
        var engine = await FlowLogLines.OpenAsync(Group([Good, Good.Replace(" 443 ", " https ", StringComparison.Ordinal)]), FlowLogFormat.Default);

        var rows = await engine.QueryAsync(query, CancellationToken.None);

        Assert.Equal("443 1", FlowLogLines.Print(query, rows));
        Assert.EndsWith("query 'ports': 'https' in dstport is not a whole number; a row was left out", Assert.Single(engine.Statistics.Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryAsync_ResultAtTheLimit_AsksInPartsAndMerges()
    {
        var whole = await FlowLogLines.OpenAsync(Group(Lines), FlowLogFormat.Default);
        var insights = Group(Lines);
        var sliced = await FlowLogLines.OpenAsync(insights, [FlowLogFormat.Default], rowLimit: 4, settings: new InsightsSettings { MaximumSlices = 100 });

        Assert.Equal(FlowLogLines.Print(Counted, await whole.QueryAsync(Counted, CancellationToken.None)), FlowLogLines.Print(Counted, await sliced.QueryAsync(Counted, CancellationToken.None)));

        Assert.Equal(0, sliced.Statistics.ProblemCount);
        Assert.True(insights.Requests.Count > 4);
        Assert.Equal(insights.Requests.Count, sliced.Statistics.CloudUsage!.QueriesStarted);
    }

    [Fact]
    public async Task QueryAsync_NoPartsLeft_SaysThatRowsAreMissing()
    {
        // All at one second, where no window can be cut.
        var lines = Enumerable.Range(0, 20).Select(number => Good.Replace("203.0.113.7", $"203.0.113.{number}", StringComparison.Ordinal));
        var engine = await FlowLogLines.OpenAsync(Group(lines), [FlowLogFormat.Default], rowLimit: 4);

        var rows = await engine.QueryAsync(Counted, CancellationToken.None);

        Assert.InRange(rows.Count, 4, 19);
        Assert.Equal(1, engine.Statistics.CutOffResults);
        Assert.Contains("query 'counted' of 2026-01-05 12:00:00Z to 2026-01-05 12:00:01Z has more than 4 rows", Assert.Single(engine.Statistics.Problems).What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryAsync_MaximumSlices_IsNotExceeded()
    {
        var insights = Group(Lines);
        var engine = await FlowLogLines.OpenAsync(insights, [FlowLogFormat.Default], rowLimit: 2, settings: new InsightsSettings { MaximumSlices = 6 });

        await engine.QueryAsync(Counted, CancellationToken.None);

        Assert.InRange(insights.Requests.Count, 2, 7);
        Assert.True(engine.Statistics.CutOffResults > 0);
    }

    [Theory]
    [InlineData(InsightsOutcome.AccessDenied, "access denied; logs:StartQuery and logs:GetQueryResults are needed on the log group: not authorized")]
    [InlineData(InsightsOutcome.LogGroupNotFound, "there is no such log group: not authorized")]
    [InlineData(InsightsOutcome.TimedOut, "the query took too long: not authorized")]
    [InlineData(InsightsOutcome.Malformed, "AWS does not understand the query, which is a bug of FlowWatch: not authorized")]
    [InlineData(InsightsOutcome.Failed, "AWS gave up on the query: not authorized")]
    [InlineData(InsightsOutcome.Cancelled, "somebody else stopped the query: not authorized")]
    [InlineData(InsightsOutcome.Throttled, "AWS had no room for the query, also after waiting: not authorized")]
    [InlineData(InsightsOutcome.Unavailable, "no answer from AWS: not authorized")]
    [InlineData(InsightsOutcome.NoCredentials, "no valid credentials: not authorized")]
    public async Task RunAsync_QueryFails_IsPartialAndNamesTargetWindowAndReason(InsightsOutcome outcome, string reason)
    {
        var insights = new InterpretedInsights([]) { Instead = _ => new InsightsResult { Outcome = outcome, Message = "not authorized", QueriesStarted = 1, Statistics = new(7, 1, 0) } };

        var report = await ScanAsync(await FlowLogLines.OpenAsync(insights, FlowLogFormat.Default));

        Assert.Equal((ScanStatus.Partial, 1, 7), (report.Status, report.Input.CloudUsage!.QueriesStarted, report.Input.CloudUsage.BytesScanned));
        Assert.Equal(
            $"test-eu: log group /aws/vpc/flowlogs/test: query 'services' of 2026-01-05 12:00:00Z to 2026-01-05 13:00:00Z could not be looked at: {reason}",
            Assert.Single(report.Input.Problems).ToString());
    }

    [Fact]
    public async Task RunAsync_FormatUnknown_IsPartialAndSaysWhatWasLookedFor()
    {
        var formats = Substitute.For<IFlowLogFormatSource>();
        Fact<IReadOnlyList<FlowLogFormat>> unknown = new FactFailure(FactFailureKind.NotFound, "ec2:DescribeFlowLogs", "/aws/vpc/flowlogs/test", "no flow log");
        formats.FormatsAsync(default!, default).ReturnsForAnyArgs(unknown);
        var insights = new InterpretedInsights([]);

        var report = await ScanAsync(await InsightsFlowLogEngine.OpenAsync(new InsightsEngineOptions { Target = FlowLogLines.Target, Window = FlowLogLines.Hours(1) }, formats, insights, CancellationToken.None));

        Assert.Equal(ScanStatus.Partial, report.Status);
        Assert.EndsWith("could not be looked at: ec2:DescribeFlowLogs on /aws/vpc/flowlogs/test: no flow log", Assert.Single(report.Input.Problems).What, StringComparison.Ordinal);
        Assert.StartsWith("nothing of the input could be read as flow log records", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.Empty(insights.Requests);
    }

    [Fact]
    public async Task RunAsync_ResultCutOff_IsSaidInEveryFinding()
    {
        // A scan of ports, all at one second: more rows than the limit.
        var lines = Enumerable.Range(1, 300).Select(port => $"2 123456789012 eni-0a 203.0.113.7 10.0.0.5 40000 {port} 6 1 60 {FlowLogLines.FirstSecond} {FlowLogLines.FirstSecond + 5} REJECT OK");

        var report = await ScanAsync(await FlowLogLines.OpenAsync(Group(lines), [FlowLogFormat.Default], rowLimit: 200));

        Assert.Equal(ScanStatus.Partial, report.Status);
        Assert.NotEmpty(report.Findings);
        Assert.All(report.Findings, finding => Assert.Contains("The log service cut off a result of this run, so what is counted here may be too low.", finding.Evidence.Notes));
    }

    [Fact]
    public async Task QueryAsync_TwoFormatsInOneGroup_ReadsEachLineOnce()
    {
        var longer = FlowLogLines.Format("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id");
        var moved = FlowLogLines.Format("account-id version interface-id srcaddr dstaddr srcport dstport protocol bytes packets start end action log-status");
        var lines = Lines.ToList();
        var mixed = lines.Select((line, index) => (index % 3) switch
        {
            0 => line,
            1 => line + " vpc-1",
            _ => string.Join(' ', line.Split(' ') is var values ? [values[1], values[0], .. values[2..8], values[9], values[8], .. values[10..]] : Array.Empty<string>()),
        });
        var insights = new InterpretedInsights(mixed.Zip(FlowLogLines.Timed(FlowLogFormat.Default, lines), (line, timed) => (timed.Start, line)));
        var engine = await FlowLogLines.OpenAsync(insights, [FlowLogFormat.Default, longer, moved]);
        var plain = await FlowLogLines.OpenAsync(Group(lines), FlowLogFormat.Default);

        foreach (var query in new[] { Counted, TopSources, ConnectionQueries.Services })
        {
            Assert.Equal(FlowLogLines.Print(query, await plain.QueryAsync(query, CancellationToken.None)), FlowLogLines.Print(query, await engine.QueryAsync(query, CancellationToken.None)));
        }

        Assert.Equal(0, engine.Statistics.ProblemCount);
        Assert.Contains("vpc-id", engine.AvailableFields);
    }

    [Fact]
    public async Task QueryAsync_FormatsThatCannotBeToldApart_IsAProblem()
    {
        var swapped = FlowLogLines.Format("version account-id interface-id dstaddr srcaddr dstport srcport protocol packets bytes start end action log-status");
        var engine = await FlowLogLines.OpenAsync(Group(Lines), [FlowLogFormat.Default, swapped]);

        Assert.Empty(await engine.QueryAsync(Counted, CancellationToken.None));

        Assert.Contains("cannot be told apart: both have 14 fields, of the same kinds in the same places", engine.Statistics.Problems[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task QueryAsync_CountOfDifferentValuesOverTwoFormats_IsRefused()
    {
        var longer = FlowLogLines.Format("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status vpc-id");
        var engine = await FlowLogLines.OpenAsync(Group(Lines), [FlowLogFormat.Default, longer]);

        var error = await Assert.ThrowsAsync<NotSupportedException>(() => engine.QueryAsync(FlowQuery.OverRecords("distinct").Measure(FlowMeasure.CountDistinct("ports", Field("dstport"))), CancellationToken.None));

        Assert.Equal("'ports' counts different values exactly, which cannot be merged from lines of several formats; estimate it instead", error.Message);
    }

    [Fact]
    public async Task QueryAsync_ListTooLongForOneText_AsksInSeveralAndCountsEachLineOnce()
    {
        // Every line is between two addresses of the list, so most are found by two texts.
        var addresses = Enumerable.Range(0, 1200).Select(number => $"10.20.{number / 250}.{number % 250}").ToList();
        var lines = Enumerable.Range(0, 400).Select(number =>
            $"2 123456789012 eni-0a {addresses[number * 3]} {addresses[(number * 7) % 1200]} {1000 + number} 443 6 10 {100 + number} {FlowLogLines.FirstSecond + number} {FlowLogLines.FirstSecond + number + 59} ACCEPT OK").ToList();
        var insights = Group(lines);
        var engine = await FlowLogLines.OpenAsync(insights, FlowLogFormat.Default);

        var sides = ConnectionQueries.Sides(addresses);
        var rows = await engine.QueryAsync(sides, CancellationToken.None);

        Assert.Equal(400, rows.Sum(row => row.NumberOrZero("records")));
        Assert.InRange(insights.Requests.Count, 3, 12);
        Assert.All(insights.Requests, request => Assert.InRange(request.QueryText.Length, 1, 10_000));
        Assert.Equal(0, engine.Statistics.ProblemCount);
    }

    [Fact]
    public async Task QueryAsync_TooLongWithoutAList_IsDecidedInCode()
    {
        var condition = Any([.. Enumerable.Range(0, 900).Select(number => Field("dstport").Is(number) & (Field("bytes") > number - 443))]);
        var query = FlowQuery.OverRecords("long").Where(condition).By("dstport").Measure(FlowMeasure.Count("records"), FlowMeasure.Sum("bytes", Field("bytes")));
        var insights = Group(Lines);
        var engine = await FlowLogLines.OpenAsync(insights, FlowLogFormat.Default);

        Assert.Equal("443 100 14950", FlowLogLines.Print(query, await engine.QueryAsync(query, CancellationToken.None)));
        Assert.InRange(insights.Requests.First().QueryText.Length, 1, 10_000);
    }

    [Fact]
    public async Task QueryAsync_Cancelled_Stops()
    {
        var queries = Substitute.For<IInsightsQueries>();
        queries.RunAsync(default!, default).ReturnsForAnyArgs(call => Task.FromCanceled<InsightsResult>(call.Arg<CancellationToken>()));
        var engine = await InsightsFlowLogEngine.OpenAsync(new InsightsEngineOptions { Target = FlowLogLines.Target, Window = FlowLogLines.Hours(1) }, FlowLogLines.Known(FlowLogFormat.Default), queries, CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.QueryAsync(Counted, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Explain_QueryOverAnother_SaysThatCodeDecides()
    {
        var engine = await FlowLogLines.OpenAsync(Group(Lines), FlowLogFormat.Default);

        Assert.Equal("# Answered in code over the rows of 'counted':\n# query total\n#   over counted\n#   measure sum(records) as records\n",
            engine.Explain(FlowQuery.Over("total", Counted).Measure(FlowMeasure.Sum("records", Field("records")))).ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Statistics_AfterQueries_TellWhatTheyTookAndCost()
    {
        var engine = await FlowLogLines.OpenAsync(Group(Lines), [FlowLogFormat.Default], settings: new InsightsSettings { PricePerGigabyte = 5 });

        await engine.QueryAsync(Counted, CancellationToken.None);

        var usage = engine.Statistics.CloudUsage!;
        var bytes = Lines.Sum(line => line.Length);
        Assert.Equal((1, bytes, 100, 100, bytes * 5 / 1_000_000_000m), (usage.QueriesStarted, usage.BytesScanned, usage.RecordsScanned, usage.RecordsMatched, usage.EstimatedCost));
        Assert.Equal((1, bytes), (engine.Statistics.Files, engine.Statistics.Bytes));
    }

    private static InterpretedInsights Group(IEnumerable<string> lines) => new(FlowLogLines.Timed(FlowLogFormat.Default, lines));

    private static Task<ScanReport> ScanAsync(IFlowLogEngine engine) => new ScanCheck(
        engine, new ScanCheckOptions { Run = DetectionCatalog.Default.All, Scope = ["test"], FlowWatchVersion = "test" }, new FakeTimeProvider()).RunAsync(CancellationToken.None);
}
