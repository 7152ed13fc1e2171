using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using static FlowWatch.Core.Queries.FlowExpression;

namespace FlowWatch.Core.Diagnostics;

/// <summary>The questions about flow logs that the runbook asks.</summary>
public static class DiagnosticCatalog
{
    private const string Viewing = "Common Operations / Viewing Flow Logs";
    private const string HighTraffic = "Common Operations / Investigating Anomalies / High Traffic Volume Alert";
    private const string PortScanning = "Common Operations / Investigating Anomalies / Port Scanning Alert";
    private const string FieldNames = "srcaddr and the like name no field: the default format is discovered as srcAddr, a custom one not at all; the line is taken apart first.";
    private const string FilterFirst = FieldNames + " The filter on action stood behind stats, where action is gone: it comes first.";
    private const string NamedCount = FieldNames + " The count had no name to sort by.";

    /// <summary>All questions, in the order a person asks them.</summary>
    public static IReadOnlyList<DiagnosticQuestion> All { get; } =
    [
        new("top-sources", "Top traffic sources", "Which addresses sent most bytes, and how many packets.", needsAddress: false, top: 20, "total-bytes", _ =>
            Records("top-sources", FlowLogFieldNames.SourceAddress, FlowLogFieldNames.Bytes, FlowLogFieldNames.Packets)
                .By(FlowLogFieldNames.SourceAddress)
                .Measure(FlowMeasure.Sum("total-bytes", Field(FlowLogFieldNames.Bytes)), FlowMeasure.Sum("total-packets", Field(FlowLogFieldNames.Packets)))),
        new("rejected-connections", "Rejected connections", "Who was refused most often, by port.", needsAddress: false, top: 50, "reject-count", _ =>
            Rejected("rejected-connections").By(FlowLogFieldNames.SourceAddress, FlowLogFieldNames.DestinationPort).Measure(FlowMeasure.Count("reject-count"))),
        new("port-scans", "Port scanners", "Who was refused on most different ports.", needsAddress: false, top: 20, "unique-ports", _ =>
            Rejected("port-scans").By(FlowLogFieldNames.SourceAddress).Measure(FlowMeasure.CountDistinct("unique-ports", Field(FlowLogFieldNames.DestinationPort)))),
        new("ports-of-source", "Ports and protocols of a source", "Which ports and protocols an address sends to, and in how many records.", needsAddress: true, top: 100, "records", address =>
            OfSource("ports-of-source", address!, FlowLogFieldNames.DestinationPort, FlowLogFieldNames.Protocol)
                .By(FlowLogFieldNames.DestinationPort, FlowLogFieldNames.Protocol).Measure(FlowMeasure.Count("records"))),
        new("scan-pattern", "Pattern of a scan", "Which ports an address tries, and in how many records.", needsAddress: true, top: 100, "records", address =>
            OfSource("scan-pattern", address!, FlowLogFieldNames.DestinationPort)
                .By(FlowLogFieldNames.DestinationPort).Measure(FlowMeasure.Count("records"))),
    ];

    /// <summary>Every Logs Insights query of the runbook, in its order.</summary>
    public static IReadOnlyList<RunbookQuery> Runbook { get; } =
    [
        new(Viewing, "Top traffic sources in last hour", "top-sources", FieldNames),
        new(Viewing, "Rejected connections", "rejected-connections", FieldNames),
        new(Viewing, "Port scanning detection", "port-scans", FilterFirst),
        new(HighTraffic, "Identify Source", "top-sources", FieldNames),
        new(HighTraffic, "Analyze Traffic Pattern", "ports-of-source", FieldNames),
        new(PortScanning, "Identify Scanner", "port-scans", FieldNames),
        new(PortScanning, "Analyze Scan Pattern", "scan-pattern", NamedCount),
        new("Troubleshooting / Issue: False Positive Alerts", "Review alert patterns", null,
            "Flow logs hold no alerts, so the query finds nothing: it was meant for the log of the analysis functions. Findings are asked for instead, by source."),
    ];

    /// <summary>The question of that id, or null.</summary>
    public static DiagnosticQuestion? Find(string id) => All.FirstOrDefault(question => question.Id == id);

    private static FlowQuery Records(string name, params string[] present) =>
        present.Aggregate(FlowQuery.OverRecords(name), (query, field) => query.Where(Field(field).IsPresent()));

    private static FlowQuery Rejected(string name) =>
        Records(name, FlowLogFieldNames.SourceAddress, FlowLogFieldNames.DestinationPort).Where(Field(FlowLogFieldNames.Action).Is("REJECT"));

    private static FlowQuery OfSource(string name, string address, params string[] present) =>
        Records(name, present).Where(Field(FlowLogFieldNames.SourceAddress).Is(address));
}
