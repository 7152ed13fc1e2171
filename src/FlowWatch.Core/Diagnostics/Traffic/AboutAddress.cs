using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Diagnostics.Traffic;

/// <summary>
/// Everything about one address. Its records are read once, added up by peer, service, action and bin of time; each table is made of that.
/// The service port is the lower of the two ports: replies belong to the service they come from.
/// </summary>
internal static class AboutAddress
{
    private const string Source = FlowLogFieldNames.SourceAddress;
    private const string Destination = FlowLogFieldNames.DestinationAddress;
    private const string Protocol = FlowLogFieldNames.Protocol;

    /// <summary>The tables.</summary>
    public static IReadOnlyList<TrafficPart> Parts(DiagnosticRequest request)
    {
        var address = request.Arguments.Text(DiagnosticParameters.Address)!;
        var top = request.Arguments.Top(20);
        var seconds = TrafficBins.Seconds(request);
        FlowExpression Own(string field) => Field(field).Is(address);
        var own = TrafficFilter.Records("address", FlowLogFieldNames.Start, FlowLogFieldNames.End, FlowLogFieldNames.SourcePort, FlowLogFieldNames.DestinationPort, Protocol)
            .Where(Any(Own(Source), Own(Destination)))
            .By(Source, Destination).By("service-port", Least(Field(FlowLogFieldNames.SourcePort), Field(FlowLogFieldNames.DestinationPort))).By(Protocol).By(TrafficPart.Bin, TrafficBins.Key(seconds))
            .Measure(
                FlowMeasure.Sum("bytes", Field(FlowLogFieldNames.Bytes)), FlowMeasure.Sum("packets", Field(FlowLogFieldNames.Packets)), FlowMeasure.Count("records"),
                FlowMeasure.Count("rejected", Field(FlowLogFieldNames.Action).Is("REJECT")), FlowMeasure.Minimum("first-seen", Field(FlowLogFieldNames.Start)), FlowMeasure.Maximum("last-seen", Field(FlowLogFieldNames.End)));
        FlowQuery Over(string name) => FlowQuery.Over(name, own);
        IReadOnlyList<FlowMeasure> sums =
        [
            FlowMeasure.Sum("bytes-sent", Field("bytes"), Own(Source)), FlowMeasure.Sum("bytes-received", Field("bytes"), Own(Destination)),
            FlowMeasure.Sum("records", Field("records")), FlowMeasure.Sum("rejected", Field("rejected")),
        ];
        IReadOnlyList<FlowMeasure> seen = [FlowMeasure.Minimum("first-seen", Field("first-seen")), FlowMeasure.Maximum("last-seen", Field("last-seen"))];
        var peer = If(Own(Source), Field(Destination), Field(Source));
        return
        [
            new("summary", "In all", Over("summary").Measure([.. seen, .. sums])),
            new("peers", "Peers", Over("peers").By("peer", peer).Measure([.. sums, .. seen]).TopBy("records", top)),
            new("ports", "Service ports", Over("ports").By("service-port").By(Protocol).Measure(sums).TopBy("records", top)),
            new("protocols", "Protocols", Over("protocols").By(Protocol).Measure(sums).TopBy("records", top)),
            new("timeline", "Timeline", Over("timeline").By(TrafficPart.Bin).Measure(sums).OrderBy(TrafficPart.Bin).Take(DiagnosticParameters.MostRows), seconds),
        ];
    }
}
