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

    private async Task<IReadOnlyList<string>> AskAsync(FlowQuery query, params string[] sources)
    {
        var file = folder.Write("records.log", sources.Select(source => $"{source} 65535 1"));
        return (await folder.AskAsync(query, new DuckDbEngineOptions { Paths = [file], Format = FlowLogFormat.ParseLogFormat("srcaddr srcport protocol").Format })).Rows;
    }
}
