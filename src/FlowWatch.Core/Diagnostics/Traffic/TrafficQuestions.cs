using FlowWatch.Core.Diagnostics.Parameters;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Diagnostics.Traffic.TrafficFilter;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Diagnostics.Traffic;

/// <summary>The questions about traffic, in the order a person asks them.</summary>
internal static class TrafficQuestions
{
    private const string Source = FlowLogFieldNames.SourceAddress;
    private const string Destination = FlowLogFieldNames.DestinationAddress;
    private const string SourcePort = FlowLogFieldNames.SourcePort;
    private const string Port = FlowLogFieldNames.DestinationPort;
    private const string Protocol = FlowLogFieldNames.Protocol;
    private const string Bytes = FlowLogFieldNames.Bytes;
    private const string Packets = FlowLogFieldNames.Packets;
    private const string Start = FlowLogFieldNames.Start;
    private const string End = FlowLogFieldNames.End;

    private static readonly DiagnosticParameter By = new()
    {
        Name = "by", Kind = DiagnosticParameterKind.Choice, Words = ["source", "destination", "pair"], Description = "Whose traffic is added up: of each source, destination, or pair of both.", Default = "source",
    };

    private static readonly DiagnosticParameter Measure = new()
    {
        Name = "measure", Kind = DiagnosticParameterKind.Choice, Words = ["bytes", "packets", "connections"], Description = "What counts. A connection is a different 5-tuple.", Default = "bytes",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrafficQuestion> All { get; } =
    [
        new("top-sources", "Top traffic sources", "Which addresses sent most bytes, and how many packets.", Parameters(20), request =>
        [
            new("sources", "Sources", Records("top-sources", Source, Bytes, Packets).Filtered(request.Arguments)
                .By(Source).Measure(FlowMeasure.Sum("total-bytes", Field(Bytes)), FlowMeasure.Sum("total-packets", Field(Packets))).TopBy("total-bytes", request.Arguments.Top(20))),
        ]),
        new("top-talkers", "Top talkers", "Who sends, receives or exchanges most: bytes, packets or connections.", [By, Measure, .. Parameters(20)], request => [TopTalkers(request.Arguments)]),
        new("rejected-connections", "Rejected connections", "Who was refused most often, by port.", Parameters(50, isRejected: true), request =>
        [
            new("rejected", "Rejected records", Rejected("rejected-connections", request.Arguments).By(Source, Port).Measure(FlowMeasure.Count("reject-count")).TopBy("reject-count", request.Arguments.Top(50))),
        ]),
        new("port-scans", "Port scanners", "Who was refused on most different ports.", Parameters(20, isRejected: true), request =>
        [
            new("scanners", "Sources by different refused ports", Rejected("port-scans", request.Arguments).By(Source).Measure(FlowMeasure.CountDistinct("unique-ports", Field(Port))).TopBy("unique-ports", request.Arguments.Top(20))),
        ]),
        new("ports-of-source", "Ports and protocols of a source", "Which ports and protocols an address sends to, and in how many records.", [DiagnosticParameters.Address, DiagnosticParameters.Top(100)], request =>
        [
            new("ports", "Ports and protocols", OfSource("ports-of-source", request.Arguments, Port, Protocol).By(Port, Protocol).Measure(FlowMeasure.Count("records")).TopBy("records", request.Arguments.Top(100))),
        ]),
        new("scan-pattern", "Pattern of a scan", "Which ports an address tries and on which hosts, in how many records.", [DiagnosticParameters.Address, DiagnosticParameters.Top(100)], request =>
        [
            new("ports", "Ports it tries", OfSource("scan-pattern", request.Arguments, Port).By(Port).Measure(FlowMeasure.Count("records")).TopBy("records", request.Arguments.Top(100))),
            new("hosts", "Hosts by different ports tried", OfSource("scan-pattern-hosts", request.Arguments, Destination, Port).By(Destination).Measure(FlowMeasure.CountDistinct("unique-ports", Field(Port))).TopBy("unique-ports", request.Arguments.Top(100))),
        ]),
        new("about-address", "Everything about one address", "Its peers, ports, protocols, timeline, when it was first and last seen, and what checks found about it.", [DiagnosticParameters.Address, DiagnosticParameters.Bin, DiagnosticParameters.Top(20)], AboutAddress.Parts) { HasFindings = true },
        new("traffic-over-time", "Traffic over time", "How much was sent and refused in each bin of time.", [DiagnosticParameters.Bin, .. DiagnosticParameters.Filters], OverTime),
        new("recent-records", "Recent records", "The newest records, as they were written.", Parameters(50), request => [Recent(request.Arguments)]),
    ];

    private static IReadOnlyList<DiagnosticParameter> Parameters(int top, bool isRejected = false) =>
        [.. DiagnosticParameters.Filters.Where(filter => !isRejected || filter != DiagnosticParameters.Action), DiagnosticParameters.Top(top)];

    private static TrafficPart TopTalkers(DiagnosticArguments arguments)
    {
        var measure = arguments.Text(Measure) ?? "bytes";
        IReadOnlyList<string> keys = arguments.Text(By) switch { "destination" => [Destination], "pair" => [Source, Destination], _ => [Source] };
        var top = arguments.Top(20);
        if (measure != "connections")
        {
            var both = Records("top-talkers", [.. keys, Bytes, Packets]).Filtered(arguments).By(keys)
                .Measure(FlowMeasure.Sum("total-bytes", Field(Bytes)), FlowMeasure.Sum("total-packets", Field(Packets)), FlowMeasure.Count("records"));
            return new("talkers", "Top talkers", both.TopBy($"total-{measure}", top));
        }

        // A row for each 5-tuple, and then a row for each talker: exact.
        var connections = Records("connections", Source, Destination, SourcePort, Port, Protocol).Filtered(arguments).By(Source, Destination, SourcePort, Port, Protocol)
            .Measure(FlowMeasure.Sum(Bytes, Field(Bytes)), FlowMeasure.Sum(Packets, Field(Packets)));
        return new("talkers", "Top talkers", FlowQuery.Over("top-talkers", connections).By(keys)
            .Measure(FlowMeasure.Count("connections"), FlowMeasure.Sum("total-bytes", Field(Bytes)), FlowMeasure.Sum("total-packets", Field(Packets))).TopBy("connections", top));
    }

    private static FlowQuery Rejected(string name, DiagnosticArguments arguments) =>
        Records(name, Source, Port).Where(Field(FlowLogFieldNames.Action).Is("REJECT")).Filtered(arguments);

    private static FlowQuery OfSource(string name, DiagnosticArguments arguments, params string[] present) =>
        Records(name, present).Where(Field(Source).Is(arguments.Text(DiagnosticParameters.Address)!));

    private static IReadOnlyList<TrafficPart> OverTime(DiagnosticRequest request)
    {
        var seconds = TrafficBins.Seconds(request);
        var query = Records("traffic-over-time", Start, Bytes, Packets).Filtered(request.Arguments).By(TrafficPart.Bin, TrafficBins.Key(seconds))
            .Measure(FlowMeasure.Sum("total-bytes", Field(Bytes)), FlowMeasure.Sum("total-packets", Field(Packets)), FlowMeasure.Count("records"), FlowMeasure.Count("rejected", Field(FlowLogFieldNames.Action).Is("REJECT")));
        return [new("timeline", "Traffic over time", query.OrderBy(TrafficPart.Bin).Take(DiagnosticParameters.MostRows), seconds)];
    }

    private static TrafficPart Recent(DiagnosticArguments arguments)
    {
        var query = Records("recent-records", Start, End, Source, Destination, SourcePort, Port, Protocol, Bytes, Packets).Filtered(arguments)
            .By(Start, End, Source, SourcePort, Destination, Port, Protocol, FlowLogFieldNames.Action, Bytes, Packets).Measure(FlowMeasure.Count("records"));
        return new("records", "Newest records", query.Keys.Skip(1).Aggregate(query.OrderByDescending(Start), (so, key) => so.OrderBy(key.Name)).Take(arguments.Top(50)));
    }
}
