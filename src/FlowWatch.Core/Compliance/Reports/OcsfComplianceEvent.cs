using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Compliance.Reports;

/// <summary>A result as an OCSF Compliance Finding event (schema.ocsf.io, class 2003).</summary>
internal static class OcsfComplianceEvent
{
    private const int AwsAccount = 10;

    public static void Write(Utf8JsonWriter json, ComplianceRow row)
    {
        json.WriteStartObject();
        WriteClassification(json, row);
        json.WriteString("message", row.Statement);
        WriteMetadata(json, row.Report);
        WriteCloud(json, row.Target);
        WriteFindingInfo(json, row);
        WriteCompliance(json, row);
        WriteResource(json, row);
        WriteRemediation(json, row);
        WriteUnmapped(json, row);
        json.WriteEndObject();
    }

    private static void WriteClassification(Utf8JsonWriter json, ComplianceRow row)
    {
        json.WriteNumber("activity_id", 1);
        json.WriteString("activity_name", "Create");
        json.WriteNumber("category_uid", 2);
        json.WriteString("category_name", "Findings");
        json.WriteNumber("class_uid", 2003);
        json.WriteString("class_name", "Compliance Finding");
        json.WriteNumber("type_uid", 200301);
        json.WriteString("type_name", "Compliance Finding: Create");
        var (severityId, severity) = SeverityOf(row);
        json.WriteNumber("severity_id", severityId);
        json.WriteString("severity", severity);
        json.WriteNumber("time", row.Report.GeneratedAt.ToUnixTimeMilliseconds());
        json.WriteNumber("start_time", row.Report.Period.From.ToUnixTimeMilliseconds());
        json.WriteNumber("end_time", row.Report.Period.To.ToUnixTimeMilliseconds());
        var isSuppressed = row.Status == ControlStatus.Suppressed;
        json.WriteNumber("status_id", isSuppressed ? 3 : row.Status is ControlStatus.Pass or ControlStatus.NotApplicable ? 4 : 1);
        json.WriteString("status", isSuppressed ? "Suppressed" : row.Status is ControlStatus.Pass or ControlStatus.NotApplicable ? "Resolved" : "New");
        if (row.Result?.Suppression is { } suppression) json.WriteString("status_detail", $"owner {suppression.Owner}, until {ReportWords.Iso(suppression.Expires)}: {suppression.Reason}");
    }

    private static void WriteMetadata(Utf8JsonWriter json, ComplianceReport report)
    {
        json.WriteStartObject("metadata");
        json.WriteString("version", "1.3.0");
        json.WriteStartArray("profiles");
        json.WriteStringValue("cloud");
        json.WriteEndArray();
        json.WriteStartObject("product");
        json.WriteString("name", "FlowWatch");
        json.WriteString("vendor_name", "FlowWatch");
        json.WriteString("version", report.FlowWatchVersion);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCloud(Utf8JsonWriter json, TargetCompliance target)
    {
        json.WriteStartObject("cloud");
        json.WriteString("provider", "AWS");
        json.WriteString("region", target.Region);
        json.WriteStartObject("account");
        json.WriteString("uid", target.Account);
        json.WriteNumber("type_id", AwsAccount);
        json.WriteString("type", "AWS Account");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteFindingInfo(Utf8JsonWriter json, ComplianceRow row)
    {
        json.WriteStartObject("finding_info");
        json.WriteString("uid", Fingerprint(row));
        json.WriteString("title", row.Control?.Title ?? "Nothing could be judged");
        json.WriteString("desc", row.Control?.Expectation ?? row.Statement);
        json.WriteNumber("created_time", row.Report.GeneratedAt.ToUnixTimeMilliseconds());
        json.WriteEndObject();
    }

    private static void WriteCompliance(Utf8JsonWriter json, ComplianceRow row)
    {
        json.WriteStartObject("compliance");
        if (row.Result is { } result) json.WriteString("control", result.Control);
        ReportJson.WriteTexts(json, "requirements", [.. row.Requirements]);
        var frameworks = row.Report.Requirements.Where(requirement => row.Requirements.Contains(requirement.Id)).SelectMany(requirement => requirement.Frameworks.Select(framework => $"{framework.Key}: {string.Join(", ", framework.Value)}")).Distinct();
        ReportJson.WriteTexts(json, "standards", [.. frameworks]);
        var (statusId, status) = row.Status switch
        {
            ControlStatus.Pass => (1, "Pass"),
            ControlStatus.Fail or ControlStatus.Suppressed => (3, "Fail"),
            ControlStatus.NotVerified => (0, "Unknown"),
            _ => (99, "Not applicable"),
        };
        json.WriteNumber("status_id", statusId);
        json.WriteString("status", status);
        json.WriteString("status_code", ComplianceWords.Of(row.Status));
        json.WriteString("status_detail", row.Statement);
        json.WriteEndObject();
    }

    private static void WriteResource(Utf8JsonWriter json, ComplianceRow row)
    {
        json.WriteStartArray("resources");
        json.WriteStartObject();
        json.WriteString("uid", row.Resource);
        json.WriteString("region", row.Target.Region);
        json.WriteString("cloud_partition", row.Target.Region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn" : row.Target.Region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteRemediation(Utf8JsonWriter json, ComplianceRow row)
    {
        if (row.Control is not { } control) return;
        json.WriteStartObject("remediation");
        json.WriteString("desc", control.Remediation.Command is { } command ? $"{RemediationText.Of(control.Remediation.Steps, row)}\n{RemediationText.Of(command, row)}" : RemediationText.Of(control.Remediation.Steps, row));
        ReportJson.WriteTexts(json, "references", [control.Documentation]);
        json.WriteEndObject();
    }

    private static void WriteUnmapped(Utf8JsonWriter json, ComplianceRow row)
    {
        json.WriteStartObject("unmapped");
        json.WriteString("report", row.Report.Id);
        json.WriteString("report_hash", row.Report.Hash);
        json.WriteString("target", row.Target.Target);
        json.WriteString("environment", row.Target.Environment);
        if (row.Result is { } result)
        {
            json.WriteNumber("control_version", result.ControlVersion);
            json.WriteStartArray("evidence");
            foreach (var evidence in result.Evidence)
            {
                json.WriteStartObject();
                json.WriteString("name", evidence.Name);
                json.WriteString("value", evidence.Value);
                json.WriteString("source", evidence.Source);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            ReportJson.WriteTexts(json, "missing_permissions", [.. result.NotSeen.Select(failure => failure.Action).Distinct()]);
        }

        json.WriteEndObject();
    }

    // The same result in two reports has the same id, so that a SIEM sees one finding that changes.
    private static string Fingerprint(ComplianceRow row) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{row.Target.Target}\n{row.Result?.Control}\n{row.Resource}")))[..32];

    private static (int Id, string Caption) SeverityOf(ComplianceRow row) =>
        OcsfEvent.SeverityOf(row.Status is ControlStatus.Pass or ControlStatus.NotApplicable ? Severity.Informational : row.Control?.Severity ?? Severity.High);
}
