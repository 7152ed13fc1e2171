using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Reports;

/// <summary>The JSON shape of one finding: the same object in <c>json</c> and <c>ndjson</c>.</summary>
internal static class FindingJson
{
    /// <summary>Writes a finding as an object.</summary>
    public static void Write(Utf8JsonWriter json, Finding finding, DetectionMetadata? metadata)
    {
        json.WriteStartObject();
        WriteProperties(json, finding, metadata);
        json.WriteEndObject();
    }

    /// <summary>Writes the properties of a finding into an object that is already open.</summary>
    public static void WriteProperties(Utf8JsonWriter json, Finding finding, DetectionMetadata? metadata)
    {
        json.WriteString("detection", finding.Detection);
        json.WriteNumber("detectionVersion", finding.DetectionVersion);
        json.WriteString("severity", ReportWords.Of(finding.Severity));
        json.WriteString("certainty", ReportWords.Of(finding.Certainty));
        json.WriteString("source", finding.Source);
        ReportJson.WriteTexts(json, "targets", finding.Targets);
        json.WriteNumber("targetCount", finding.TargetCount);
        ReportJson.WriteNumberOrNull(json, "port", finding.Port);
        ReportJson.WriteTexts(json, "accounts", finding.Accounts);
        if (finding.MonitoredTarget is { } target) json.WriteString("monitoredTarget", target);
        json.WriteString("title", finding.Title);
        json.WriteString("summary", finding.Summary);
        ReportJson.WriteWindow(json, "window", finding.Window);
        json.WritePropertyName("evidence");
        WriteEvidence(json, finding.Evidence);
        json.WriteString("fingerprint", finding.Fingerprint);
        ReportJson.WriteTexts(json, "nextSteps", metadata?.NextSteps ?? []);
        if (SourceQuery.For(finding, metadata) is { } query)
        {
            json.WriteString("query", query);
        }

        WriteTechniques(json, metadata?.Techniques ?? []);
    }

    /// <summary>Writes evidence as an object.</summary>
    public static void WriteEvidence(Utf8JsonWriter json, FindingEvidence evidence)
    {
        json.WriteStartObject();
        json.WriteStartArray("counts");
        foreach (var count in evidence.Counts)
        {
            json.WriteStartObject();
            json.WriteString("name", count.Name);
            json.WriteNumber("value", count.Value);
            json.WriteString("unit", count.Unit);
            ReportJson.WriteNumberOrNull(json, "threshold", count.Threshold);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("topPorts");
        foreach (var port in evidence.TopPorts)
        {
            json.WriteStartObject();
            json.WriteNumber("port", port.Port);
            json.WriteString("service", port.Service);
            json.WriteNumber("connections", port.Connections);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("topPeers");
        foreach (var peer in evidence.TopPeers)
        {
            json.WriteStartObject();
            json.WriteString("address", peer.Address);
            json.WriteNumber("connections", peer.Connections);
            json.WriteNumber("bytes", peer.Bytes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("samples");
        foreach (var sample in evidence.Samples)
        {
            WriteSample(json, sample);
        }

        json.WriteEndArray();
        ReportJson.WriteTexts(json, "missingFields", evidence.MissingFields);
        ReportJson.WriteTexts(json, "notes", evidence.Notes);
        json.WriteEndObject();
    }

    /// <summary>Writes a sample connection as an object.</summary>
    public static void WriteSample(Utf8JsonWriter json, ConnectionSample sample)
    {
        json.WriteStartObject();
        json.WriteString("source", sample.Source);
        json.WriteNumber("sourcePort", sample.SourcePort);
        json.WriteString("target", sample.Target);
        json.WriteNumber("targetPort", sample.TargetPort);
        json.WriteNumber("protocol", sample.Protocol);
        json.WriteString("from", ReportWords.Iso(sample.From));
        json.WriteString("to", ReportWords.Iso(sample.To));
        json.WriteNumber("bytesOut", sample.BytesOut);
        json.WriteNumber("bytesBack", sample.BytesBack);
        json.WriteNumber("packetsOut", sample.PacketsOut);
        json.WriteNumber("packetsBack", sample.PacketsBack);
        json.WriteString("outcome", sample.Outcome);
        json.WriteNumber("records", sample.Records);
        json.WriteEndObject();
    }

    /// <summary>SHA-256 of the findings as compact JSON, lower-case hexadecimal; <c>jq -cj .findings report.json | sha256sum</c> gives the same.</summary>
    public static string Digest(IReadOnlyList<Finding> findings, IReadOnlyDictionary<string, DetectionMetadata> detections)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, ReportJson.Compact))
        {
            ReportJson.WriteFindings(json, findings, detections);
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static void WriteTechniques(Utf8JsonWriter json, IReadOnlyList<AttackTechnique> techniques)
    {
        json.WriteStartArray("techniques");
        foreach (var technique in techniques)
        {
            json.WriteStartObject();
            json.WriteString("id", technique.Id);
            json.WriteString("name", technique.Name);
            json.WriteString("tactic", technique.Tactic);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
