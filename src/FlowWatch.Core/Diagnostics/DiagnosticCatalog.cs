using FlowWatch.Core.Diagnostics.Archive;
using FlowWatch.Core.Diagnostics.FalsePositives;
using FlowWatch.Core.Diagnostics.Pipeline;
using FlowWatch.Core.Diagnostics.Traffic;

namespace FlowWatch.Core.Diagnostics;

/// <summary>The questions that the runbook asks.</summary>
public static class DiagnosticCatalog
{
    private const string Viewing = "Common Operations / Viewing Flow Logs";
    private const string HighTraffic = "Common Operations / Investigating Anomalies / High Traffic Volume Alert";
    private const string PortScanning = "Common Operations / Investigating Anomalies / Port Scanning Alert";
    private const string FieldNames = "srcaddr and the like name no field: the default format is discovered as srcAddr, a custom one not at all; the line is taken apart first.";
    private const string FilterFirst = FieldNames + " The filter on action stood behind stats, where action is gone: it comes first.";
    private const string NamedCount = FieldNames + " The count had no name to sort by.";

    /// <summary>All questions, in the order a person asks them.</summary>
    public static IReadOnlyList<DiagnosticQuestion> All { get; } = [.. TrafficQuestions.All, .. PipelineQuestions.All, .. FindingsQuestions.All, .. ArchiveQuestions.All];

    /// <summary>The questions about traffic.</summary>
    public static IReadOnlyList<TrafficQuestion> Traffic => TrafficQuestions.All;

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
        new("Troubleshooting / Issue: False Positive Alerts", "Review alert patterns", "alert-patterns",
            "Flow logs hold no alerts, so the query finds nothing: it was meant for the log of the analysis functions. Findings are asked for instead, by source."),
    ];

    /// <summary>The question of that id, or null.</summary>
    public static DiagnosticQuestion? Find(string id) => All.FirstOrDefault(question => question.Id.Equals(id, StringComparison.OrdinalIgnoreCase));
}
