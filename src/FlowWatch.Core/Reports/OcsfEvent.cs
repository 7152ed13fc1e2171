using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Reports;

/// <summary>A finding as an OCSF Detection Finding event.</summary>
internal static class OcsfEvent
{
    private const string SchemaVersion = "1.3.0";
    private const int AwsAccount = 10;
    private const int IpAddressObservable = 2;

    public static void Write(Utf8JsonWriter json, ScanReport report, Finding finding, DetectionMetadata? metadata, Suppression? suppression)
    {
        json.WriteStartObject();
        WriteClassification(json, report, finding);
        WriteStatus(json, finding, suppression);
        json.WriteString("message", finding.Summary);
        WriteMetadata(json, report);
        WriteCloud(json, finding.Accounts);
        WriteFindingInfo(json, report, finding, metadata);
        WriteEvidences(json, finding);
        WriteResources(json, finding);
        WriteObservables(json, finding);
        WriteRemediation(json, metadata);
        WriteUnmapped(json, finding, metadata);
        json.WriteEndObject();
    }

    private static void WriteClassification(Utf8JsonWriter json, ScanReport report, Finding finding)
    {
        json.WriteNumber("activity_id", 1);
        json.WriteString("activity_name", "Create");
        json.WriteNumber("category_uid", 2);
        json.WriteString("category_name", "Findings");
        json.WriteNumber("class_uid", 2004);
        json.WriteString("class_name", "Detection Finding");
        json.WriteNumber("type_uid", 200401);
        json.WriteString("type_name", "Detection Finding: Create");
        var (severityId, severity) = SeverityOf(finding.Severity);
        json.WriteNumber("severity_id", severityId);
        json.WriteString("severity", severity);
        json.WriteNumber("time", report.GeneratedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("start_time", finding.Window.From.ToUnixTimeMilliseconds());
        json.WriteNumber("end_time", finding.Window.To.ToUnixTimeMilliseconds());
    }

    private static void WriteStatus(Utf8JsonWriter json, Finding finding, Suppression? suppression)
    {
        json.WriteNumber("status_id", suppression is null ? 1 : 3);
        json.WriteString("status", suppression is null ? "New" : "Suppressed");
        if (suppression is not null)
        {
            json.WriteString(
                "status_detail",
                $"{suppression.Name} (owner {suppression.Owner}, until {ReportWords.Iso(suppression.Expires)}): {suppression.Reason}");
        }

        var (confidenceId, confidence) = ConfidenceOf(finding.Certainty);
        json.WriteNumber("confidence_id", confidenceId);
        json.WriteString("confidence", confidence);
    }

    private static void WriteMetadata(Utf8JsonWriter json, ScanReport report)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", SchemaVersion);
        json.WriteStartArray("profiles");
        json.WriteStringValue("cloud");
        json.WriteEndArray();
        json.WriteString("log_name", "VPC Flow Logs");
        json.WriteString("log_provider", "AWS");
        json.WriteStartObject("product");
        json.WriteString("name", "FlowWatch");
        json.WriteString("vendor_name", "FlowWatch");
        json.WriteString("version", report.FlowWatchVersion);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCloud(Utf8JsonWriter json, IReadOnlyList<string> accounts)
    {
        json.WriteStartObject("cloud");
        json.WriteString("provider", "AWS");
        // OCSF has room for one account; all of them are under "unmapped".
        if (accounts.Count > 0)
        {
            json.WriteStartObject("account");
            json.WriteString("uid", accounts[0]);
            json.WriteNumber("type_id", AwsAccount);
            json.WriteString("type", "AWS Account");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFindingInfo(Utf8JsonWriter json, ScanReport report, Finding finding, DetectionMetadata? metadata)
    {
        json.WriteStartObject("finding_info");
        json.WriteString("uid", finding.Fingerprint);
        json.WriteString("title", finding.Title);
        json.WriteString("desc", finding.Summary);
        json.WriteStartArray("types");
        json.WriteStringValue(finding.Detection);
        json.WriteEndArray();
        json.WriteStartArray("data_sources");
        json.WriteStringValue("VPC Flow Logs");
        json.WriteEndArray();
        json.WriteNumber("created_time", report.GeneratedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("first_seen_time", finding.Window.From.ToUnixTimeMilliseconds());
        json.WriteNumber("last_seen_time", finding.Window.To.ToUnixTimeMilliseconds());
        json.WriteStartObject("analytic");
        json.WriteString("uid", finding.Detection);
        json.WriteString("name", metadata?.Title ?? finding.Detection);
        json.WriteNumber("type_id", 1);
        json.WriteString("type", "Rule");
        json.WriteString("version", finding.DetectionVersion.ToString(CultureInfo.InvariantCulture));
        json.WriteEndObject();
        if (metadata is { Techniques.Count: > 0 })
        {
            WriteAttacks(json, metadata.Techniques);
        }

        json.WriteEndObject();
    }

    private static void WriteAttacks(Utf8JsonWriter json, IReadOnlyList<AttackTechnique> techniques)
    {
        json.WriteStartArray("attacks");
        foreach (var technique in techniques)
        {
            json.WriteStartObject();
            json.WriteStartObject("technique");
            json.WriteString("uid", technique.Id);
            json.WriteString("name", technique.Name);
            json.WriteEndObject();
            json.WriteStartObject("tactic");
            json.WriteString("name", technique.Tactic);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEvidences(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("evidences");

        // First the finding as a whole, then each sample connection.
        json.WriteStartObject();
        WriteEndpoint(json, "src_endpoint", finding.Source, port: null);
        if (finding.Targets.Count > 0)
        {
            WriteEndpoint(json, "dst_endpoint", finding.Targets[0], finding.Port);
        }

        json.WritePropertyName("data");
        FindingJson.WriteEvidence(json, finding.Evidence with { Samples = [] });
        json.WriteEndObject();

        foreach (var sample in finding.Evidence.Samples)
        {
            json.WriteStartObject();
            WriteEndpoint(json, "src_endpoint", sample.Source, sample.SourcePort);
            WriteEndpoint(json, "dst_endpoint", sample.Target, sample.TargetPort);
            json.WriteStartObject("connection_info");
            var (directionId, direction) = DirectionOf(sample.Source, sample.Target);
            json.WriteNumber("direction_id", directionId);
            json.WriteString("direction", direction);
            json.WriteNumber("protocol_num", sample.Protocol);
            json.WriteString("protocol_name", ReportWords.Protocol(sample.Protocol).ToLowerInvariant());
            json.WriteEndObject();
            json.WritePropertyName("data");
            FindingJson.WriteSample(json, sample);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteEndpoint(Utf8JsonWriter json, string property, string address, int? port)
    {
        json.WriteStartObject(property);
        // "ip" has a type in OCSF; whatever is no address is only a name.
        json.WriteString(SourceQuery.Address(address) is null ? "name" : "ip", address);
        if (port is { } number)
        {
            json.WriteNumber("port", number);
        }

        json.WriteEndObject();
    }

    private static void WriteResources(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("resources");
        foreach (var target in finding.Targets)
        {
            json.WriteStartObject();
            json.WriteString("name", target);
            json.WriteString("type", "Network address");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteObservables(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartArray("observables");
        WriteObservable(json, "evidences[0].src_endpoint.ip", finding.Source);
        for (var index = 0; index < finding.Targets.Count; index++)
        {
            WriteObservable(json, string.Create(CultureInfo.InvariantCulture, $"resources[{index}].name"), finding.Targets[index]);
        }

        json.WriteEndArray();
    }

    private static void WriteObservable(Utf8JsonWriter json, string name, string address)
    {
        if (SourceQuery.Address(address) is null)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteNumber("type_id", IpAddressObservable);
        json.WriteString("type", "IP Address");
        json.WriteString("value", address);
        json.WriteEndObject();
    }

    private static void WriteRemediation(Utf8JsonWriter json, DetectionMetadata? metadata)
    {
        if (metadata is not { NextSteps.Count: > 0 })
        {
            return;
        }

        json.WriteStartObject("remediation");
        json.WriteString("desc", string.Join('\n', metadata.NextSteps));
        ReportJson.WriteTexts(json, "references", metadata.References);
        json.WriteEndObject();
    }

    private static void WriteUnmapped(Utf8JsonWriter json, Finding finding, DetectionMetadata? metadata)
    {
        json.WriteStartObject("unmapped");
        ReportJson.WriteTexts(json, "accounts", finding.Accounts);
        json.WriteNumber("target_count", finding.TargetCount);
        json.WriteString("certainty", ReportWords.Of(finding.Certainty));
        if (SourceQuery.For(finding, metadata) is { } query)
        {
            json.WriteString("insights_query", query);
        }

        json.WriteEndObject();
    }

    /// <summary>The severity_id of OCSF, and its caption.</summary>
    public static (int Id, string Caption) SeverityOf(Severity severity) => severity switch
    {
        Severity.Informational => (1, "Informational"),
        Severity.Low => (2, "Low"),
        Severity.Medium => (3, "Medium"),
        Severity.High => (4, "High"),
        Severity.Critical => (5, "Critical"),
        _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "Not a severity."),
    };

    private static (int Id, string Caption) ConfidenceOf(Certainty certainty) => certainty switch
    {
        Certainty.Guess => (1, "Low"),
        Certainty.Likely => (2, "Medium"),
        Certainty.Certain => (3, "High"),
        _ => throw new ArgumentOutOfRangeException(nameof(certainty), certainty, "Not a certainty."),
    };

    private static (int Id, string Caption) DirectionOf(string source, string target) => (IsPrivate(source), IsPrivate(target)) switch
    {
        (false, true) => (1, "Inbound"),
        (true, false) => (2, "Outbound"),
        (true, true) => (3, "Lateral"),
        _ => (0, "Unknown"),
    };

    private static bool? IsPrivate(string text)
    {
        if (SourceQuery.Address(text) is null)
        {
            return null;
        }

        var address = IPAddress.Parse(text);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return address.IsIPv6UniqueLocal || address.IsIPv6LinkLocal;
        }

        var bytes = address.GetAddressBytes();
        return bytes[0] == 10
            || (bytes[0] == 172 && bytes[1] is >= 16 and < 32)
            || (bytes[0] == 192 && bytes[1] == 168)
            || (bytes[0] == 100 && bytes[1] is >= 64 and < 128);
    }
}
