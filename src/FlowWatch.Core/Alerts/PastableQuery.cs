using System.Text.Json;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Alerts;

/// <summary>The Logs Insights query of a finding as it can be pasted for a flow log of any format.</summary>
internal static class PastableQuery
{
    // Logs Insights gives these names to the fields of the default format by itself, and the detections' queries use them.
    private static readonly Dictionary<string, string> Discovered = new(StringComparer.Ordinal)
    {
        ["srcaddr"] = "srcAddr", ["dstaddr"] = "dstAddr", ["srcport"] = "srcPort", ["dstport"] = "dstPort",
    };

    /// <summary>The query, or null when there is none or the finding's source may not stand in one.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="metadata">What its detection is.</param>
    /// <param name="format">The format of the flow log; null takes it for the default.</param>
    public static string? For(Finding finding, DetectionMetadata? metadata, FlowLogFormat? format)
    {
        if (SourceQuery.For(finding, metadata) is not { } query) return null;
        // Of a custom format nothing is discovered: its lines must be taken apart first.
        return format is null || format.Equals(FlowLogFormat.Default) || query.StartsWith("parse ", StringComparison.Ordinal) ? query : $"{Parse(format)}\n| {query}";
    }

    private static string Parse(FlowLogFormat format) =>
        $"parse @message \"{string.Join(' ', format.Fields.Select(_ => '*'))}\" as {string.Join(", ", format.Fields.Select(field => NameOf(field.Name)))}";

    // An unknown field may be called anything; only a plain name may stand in a query.
    private static string NameOf(string field) => Discovered.TryGetValue(field, out var known) ? known
        : JsonNamingPolicy.CamelCase.ConvertName(string.Concat(field.Split('-').Select(Capital).Select(part => string.Concat(part.Select(character => char.IsAsciiLetterOrDigit(character) ? character : '_')))));

    private static string Capital(string part) => part.Length == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..];
}
