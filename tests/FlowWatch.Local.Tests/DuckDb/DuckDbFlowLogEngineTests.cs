using System.Net;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Local.DuckDb;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Local.Tests.DuckDb;

public sealed class DuckDbFlowLogEngineTests : IDisposable
{
    private static readonly FlowMeasure Count = FlowMeasure.Count("records");

    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task QueryAsync_TextInSeveralNetworks_BindsItForEach() =>
        Assert.Equal(["1"], await AskAsync(FlowQuery.OverRecords("q")
            .Where(Coalesce(Field("srcaddr"), Constant("10.0.0.1")).InNetwork([IPNetwork.Parse("192.0.2.0/24"), IPNetwork.Parse("10.0.0.0/8")]))
            .Measure(Count), "-"));

    [Fact]
    public async Task QueryAsync_AbsentAddress_IsNeitherInANetworkNorOutsideIt() =>
        Assert.Equal(["1"], await AskAsync(FlowQuery.OverRecords("q").Where(!Field("srcaddr").InNetwork(IPNetwork.Parse("10.0.0.0/8"))).Measure(Count), "-", "192.0.2.1", "10.0.0.1"));

    [Fact]
    public async Task QueryAsync_ArithmeticOfPorts_DoesNotOverflow() =>
        Assert.Equal(["65536 -65534 655350"], await AskAsync(FlowQuery.OverRecords("q").Measure(
            FlowMeasure.Maximum("sum", Field("srcport") + Field("protocol")),
            FlowMeasure.Maximum("difference", Field("protocol") - Field("srcport")),
            FlowMeasure.Maximum("product", Field("srcport") * 10)), "10.0.0.1"));

    [Fact]
    public async Task QueryAsync_NoMeasureHasAField_StillGivesOneRow() =>
        Assert.Equal(["- 0"], await AskAsync(FlowQuery.OverRecords("q").Measure(
            FlowMeasure.Maximum("end", Field("end")), FlowMeasure.Sum("lost", Field("packets-lost-no-route"))), "10.0.0.1", "10.0.0.2"));

    [Fact]
    public async Task QueryAsync_NotOverAFieldTheInputLacks_TreatsItAsAbsent() =>
        Assert.Equal(["1 0 2"], await AskAsync(FlowQuery.OverRecords("q").Measure(
            FlowMeasure.Count("and", !(Field("log-status").Is("OK") & Field("srcaddr").Is("10.0.0.1"))),
            FlowMeasure.Count("or", !(Field("log-status").Is("OK") | Field("srcaddr").Is("10.0.0.1"))),
            FlowMeasure.Count("none of none", !Field("log-status").In(Array.Empty<string>()))), "10.0.0.1", "10.0.0.2"));

    [Fact]
    public async Task QueryAsync_OverAResultWithAFieldTheInputLacks_ComparesItAsAbsent()
    {
        var inner = FlowQuery.OverRecords("inner").By("srcaddr").By("log-status", Field("log-status")).Measure(FlowMeasure.Maximum("relay", Field("pkt-dstaddr")));

        Assert.Equal(["0 0 1"], await AskAsync(FlowQuery.Over("outer", inner)
            .Derive("place", Coalesce(Field("relay"), Field("log-status")))
            .Measure(
                FlowMeasure.Count("ok", Field("log-status").Is("OK")),
                FlowMeasure.Count("in", Field("place").InNetwork(IPNetwork.Parse("10.0.0.0/8"))),
                FlowMeasure.Count("absent", !Field("place").IsPresent())), "10.0.0.1"));
    }

    [Fact]
    public async Task QueryAsync_DerivedValueNamedLikeAField_TakesItsPlace() =>
        Assert.Equal(["32767 2 65537"], await AskAsync(FlowQuery.OverRecords("q")
            .Derive("one", Field("protocol"))
            .Derive("sum", Field("srcport") + Field("one") + 1)
            .Derive("srcport", Field("srcport") / 2)
            .Derive("protocol", Field("protocol") + 1)
            .Measure(FlowMeasure.Maximum("port", Field("srcport")), FlowMeasure.Maximum("protocol", Field("protocol")), FlowMeasure.Maximum("sum", Field("sum"))), "10.0.0.1"));

    [Fact]
    public async Task QueryAsync_DerivedValueNamedLikeAColumnOrAnUnreadField_TakesItsPlace()
    {
        var inner = FlowQuery.OverRecords("inner").Derive("bytes", Constant(5)).By("srcaddr").By("end", Field("end")).Measure(FlowMeasure.Sum("bytes", Field("bytes")));

        Assert.Equal(["5 7 8"], await AskAsync(FlowQuery.Over("outer", inner)
            .Derive("end", Constant(7))
            .Derive("srcaddr", Field("end") + 1)
            .Measure(FlowMeasure.Maximum("bytes", Field("bytes")), FlowMeasure.Maximum("end", Field("end")), FlowMeasure.Maximum("srcaddr", Field("srcaddr"))), "10.0.0.1"));
    }

    [Fact]
    public async Task QueryAsync_OrderedRecords_KeepsTheOrderOfManyRows()
    {
        var file = folder.Write("records.log", Enumerable.Range(0, 300_000).Select(index => $"10.0.0.1 {index % 65536} 6 {index * 7919L % 300_000}"));
        var options = new DuckDbEngineOptions { Paths = [file], Format = FlowLogFormat.ParseLogFormat("srcaddr srcport protocol bytes").Format, Threads = 4 };

        var answer = await folder.AskAsync(FlowQuery.OverRecords("q").By("bytes").Measure(Count).OrderByDescending("bytes"), options);

        Assert.Equal(Enumerable.Range(0, 300_000).Select(index => $"{299_999 - index} 1"), answer.Rows);
    }

    [Fact]
    public async Task QueryAsync_SeveralOverOneInnerQuery_ScanOnce()
    {
        var file = folder.Write("records.log", LogLines.Varied);
        await using var engine = await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [file], WorkingFolder = folder.Working() }, CancellationToken.None);
        var inner = FlowQuery.OverRecords("inner").By("srcaddr").Measure(Count);
        var middle = FlowQuery.Over("middle", inner).By("srcaddr").Measure(FlowMeasure.Sum("records", Field("records")));

        foreach (var query in new[] { inner, middle, FlowQuery.Over("one", middle).Measure(Count), FlowQuery.Over("two", middle).Measure(Count), FlowQuery.Over("three", inner).Measure(Count) })
        {
            Assert.NotEmpty(await engine.QueryAsync(query, CancellationToken.None));
        }

        Assert.Equal((1, 5L, new FileInfo(file).Length, 1L), (engine.Statistics.Scans, engine.Statistics.Queries, engine.Statistics.Bytes, engine.Statistics.Files));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(50)]
    [InlineData(100)]
    public async Task QueryAsync_EstimateOfFewValues_IsCloseHoweverOftenTheyCome(int values)
    {
        var estimate = await EstimateAsync(values, times: 20);

        Assert.InRange(estimate, values * 0.8, values * 1.2);
    }

    [Fact]
    public async Task QueryAsync_EstimateOfManyValues_IsTheNumberOfRows() => Assert.Equal(2001, await EstimateAsync(1000, times: 2));

    [Fact]
    public async Task QueryAsync_AlreadyCancelled_RunsNothing()
    {
        var file = folder.Write("records.log", LogLines.Varied);
        await using var engine = await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [file], WorkingFolder = folder.Working() }, CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.QueryAsync(FlowQuery.OverRecords("q").Measure(Count), new CancellationToken(canceled: true)));

        Assert.Equal(0, engine.Statistics.Scans);
    }

    [Fact]
    public async Task OpenAsync_AlreadyCancelled_LeavesNothingBehind()
    {
        var file = folder.Write("records.json", LogLines.Many(10).Select(line => $$"""{"message": "{{line}}"}"""));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [file], WorkingFolder = folder.Working() }, new CancellationToken(canceled: true)));

        Assert.Empty(Directory.GetFileSystemEntries(folder.Working()));
    }

    [Fact]
    public async Task QueryAsync_CancelledWhileItScans_StopsAndLeavesNothingBehind()
    {
        // Far more work than fits into the time between two reports of progress; a link costs nothing to make.
        var file = folder.Write("records.log", LogLines.Many(100_000));
        foreach (var index in Enumerable.Range(0, 60)) File.CreateSymbolicLink(Path.Combine(Directory.CreateDirectory(folder.At("in")).FullName, $"{index}.log"), file);
        using var cancellation = new CancellationTokenSource();
        var engine = await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [folder.At("in")], Threads = 1, WorkingFolder = folder.Working() }, CancellationToken.None);
        await using (engine)
        {
            engine.Progress = new CancelAtFirstReport(cancellation);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => engine.QueryAsync(Core.Connections.ConnectionQueries.Services, cancellation.Token));

            Assert.NotEmpty(Directory.GetFileSystemEntries(folder.Working()));
        }

        Assert.Empty(Directory.GetFileSystemEntries(folder.Working()));
    }

    private sealed class CancelAtFirstReport(CancellationTokenSource cancellation) : IProgress<double>
    {
        public void Report(double value)
        {
            Assert.InRange(value, 0, 1);
            cancellation.Cancel();
        }
    }

    private async Task<IReadOnlyList<string>> AskAsync(FlowQuery query, params string[] sources)
    {
        var file = folder.Write("records.log", sources.Select(source => $"{source} 65535 1"));
        return (await folder.AskAsync(query, new DuckDbEngineOptions { Paths = [file], Format = FlowLogFormat.ParseLogFormat("srcaddr srcport protocol").Format })).Rows;
    }

    // Refused records and one without a port are there too.
    private async Task<long> EstimateAsync(int values, int times)
    {
        string Line(string port, string action) => $"2 123456789010 eni-1 10.0.0.1 10.0.0.2 {port} 443 6 1 40 1767614400 1767614460 {action} OK";
        var counted = Enumerable.Range(0, values * times).Select(index => Line($"{40000 + (index % Math.Max(1, values))}", "ACCEPT"));
        var path = folder.Write("estimate.log", [.. counted, Line("-", "ACCEPT"), .. Enumerable.Range(0, 30).Select(index => Line($"{50000 + index}", "REJECT"))]);
        var query = FlowQuery.OverRecords("q").Measure(FlowMeasure.EstimateDistinct("ports", Field("srcport"), Field("action").Is("ACCEPT")));
        return long.Parse(Assert.Single((await folder.AskAsync(query, new DuckDbEngineOptions { Paths = [path] })).Rows), System.Globalization.CultureInfo.InvariantCulture);
    }
}
