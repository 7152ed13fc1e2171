using System.Net;
using FlowWatch.Aws.CloudWatchLogs.QueryLanguage;
using FlowWatch.Core.Connections;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Aws.Tests.CloudWatchLogs.QueryLanguage;

public class InsightsQueryRendererTests
{
    private static readonly FlowLogFormat Rich = Format("tcp-flags interface-id srcaddr srcport dstaddr dstport protocol packets bytes start end action log-status pkt-srcaddr pkt-dstaddr flow-direction traffic-path");

    private static readonly FlowQuery TopSources = FlowQuery.OverRecords("top-sources")
        .Where(Field("srcaddr").IsPresent() & Field("bytes").IsPresent())
        .By("srcaddr")
        .Measure(FlowMeasure.Sum("total-bytes", Field("bytes")))
        .OrderByDescending("total-bytes").OrderBy("srcaddr").Take(20);

    public static TheoryData<string> Queries => ["services-default", "services-rich", "sides-default", "sides-rich", "sides-ipv6", "whole", "hostile", "two-formats", "everything"];

    [Theory]
    [MemberData(nameof(Queries))]
    public void Render_Query_GivesTheExpectedTextAndResidue(string name) => GoldenFile.Matches(name, Print(name switch
    {
        "services-default" => Render(ConnectionQueries.Services, FlowLogFormat.Default),
        "services-rich" => Render(ConnectionQueries.Services, Rich),
        "sides-default" => Render(ConnectionQueries.Sides(["10.0.0.5", "203.0.113.7"]), FlowLogFormat.Default),
        "sides-rich" => Render(ConnectionQueries.Sides(["10.0.0.5"]), Rich),
        "sides-ipv6" => Render(ConnectionQueries.Sides(["2001:db8::1", "2001:db8:0:1::5"]), FlowLogFormat.Default),
        "whole" => Render(TopSources, FlowLogFormat.Default),
        "hostile" => Render(Hostile, Format("srcaddr team start filter bytes")),
        "two-formats" => Render(TopSources, FlowLogFormat.Default, Format("account-id version interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status")),
        _ => Render(Everything, FlowLogFormat.Default),
    }));

    private static FlowQuery Hostile => FlowQuery.OverRecords("hostile")
        .Where(Field("team").In(["o'brien", "a\"b", "back\\slash", "two words", "line\nbreak", "-"]) | Field("team").Is("\" or 1 = 1 #"))
        .By("filter", "team")
        .Measure(FlowMeasure.Count("count"));

    private static FlowQuery Everything => FlowQuery.OverRecords("everything")
        .Derive("large", Field("bytes") > Field("packets") * 100)
        .Where(!Field("srcaddr").InNetwork(IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32")) & !Field("dstport").In(22, 3389))
        .Where(Field("action").IsNot("ACCEPT"))
        .By("hour", Field("start") / 3600)
        .By("rank", If(Field("dstport") < 1024, 1, If(Field("large"), 2, 3)))
        .Measure(
            FlowMeasure.Count("all"),
            FlowMeasure.Count("large", Field("large")),
            FlowMeasure.Sum("bytes", Field("bytes"), Field("large")),
            FlowMeasure.Minimum("first", Field("start")),
            FlowMeasure.Maximum("longest", Field("end") - Field("start"), Field("large")),
            FlowMeasure.Maximum("last-source", Field("srcaddr")),
            FlowMeasure.CountDistinct("ports", Field("dstport")),
            FlowMeasure.EstimateDistinct("targets", Field("dstaddr")),
            FlowMeasure.BitwiseOr("protocols", Field("protocol")))
        .Having(Field("all") > 3).OrderBy("hour").Take(5);

    private static FlowLogFormat Format(string names) => FlowLogFormat.ParseLogFormat(names).Format!;

    private static InsightsQueryPlan Render(FlowQuery query, FlowLogFormat format, params FlowLogFormat[] others) => InsightsQueryRenderer.Render(query, format, others);

    private static string Print(InsightsQueryPlan plan) =>
        string.Join("\n\n", plan.Texts.Concat(plan.Whole?.Texts ?? []).Select(text => text.Text)) + "\n\n" + plan.Residue;
}
