using System.Text.Encodings.Web;
using System.Text.Json;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Queries;

namespace FlowWatch.Core.Reports;

/// <summary>The JSON shape of a report. Every property written here is described in <c>docs/schemas/scan-report.schema.json</c>; a test holds both together.</summary>
internal static class ReportJson
{
    // The relaxed encoder still escapes quotes, backslashes and control characters; what it leaves as it is (< > &) matters only inside HTML.
    public static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter json, ScanReport report, IReadOnlyDictionary<string, DetectionMetadata> detections)
    {
        json.WriteStartObject();
        json.WriteString("schemaVersion", ScanReport.CurrentSchemaVersion);
        json.WriteString("flowwatchVersion", report.FlowWatchVersion);
        json.WriteString("generatedAt", ReportWords.Iso(report.GeneratedAt));
        WriteTexts(json, "scope", report.Scope);
        WriteWindow(json, "requestedWindow", report.RequestedWindow);
        WriteWindow(json, "dataWindow", report.DataWindow);
        json.WriteString("status", ReportWords.Of(report.Status));
        if (report.Targets.Count > 0) WriteTargets(json, report.Targets);
        WriteInput(json, report.Input);
        WriteCoverage(json, report.Coverage);
        WriteTexts(json, "warnings", report.Warnings);
        json.WritePropertyName("findings");
        WriteFindings(json, report.Findings, detections);
        WriteSuppressed(json, report.Suppressed, detections);
        json.WriteEndObject();
    }

    public static void WriteFindings(Utf8JsonWriter json, IReadOnlyList<Finding> findings, IReadOnlyDictionary<string, DetectionMetadata> detections)
    {
        json.WriteStartArray();
        foreach (var finding in findings)
        {
            FindingJson.Write(json, finding, detections.GetValueOrDefault(finding.Detection));
        }

        json.WriteEndArray();
    }

    public static void WriteTexts(Utf8JsonWriter json, string property, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(property);
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    public static void WriteWindow(Utf8JsonWriter json, string property, TimeWindow? window)
    {
        if (window is null)
        {
            json.WriteNull(property);
            return;
        }

        json.WriteStartObject(property);
        json.WriteString("from", ReportWords.Iso(window.From));
        json.WriteString("to", ReportWords.Iso(window.To));
        json.WriteEndObject();
    }

    private static void WriteTargets(Utf8JsonWriter json, IReadOnlyList<TargetOutcome> targets)
    {
        json.WriteStartArray("targets");
        foreach (var target in targets)
        {
            json.WriteStartObject();
            json.WriteString("target", target.Target);
            json.WriteString("status", ReportWords.Of(target.Status));
            WriteWindow(json, "window", target.Window);
            json.WriteNumber("records", target.Records);
            json.WriteNumber("findings", target.Findings);
            json.WriteString("reason", target.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteInput(Utf8JsonWriter json, ScanInput input)
    {
        json.WriteStartObject("input");
        json.WriteNumber("files", input.Files);
        json.WriteNumber("bytes", input.Bytes);
        json.WriteNumber("records", input.Records);
        json.WriteNumber("noDataRecords", input.NoDataRecords);
        json.WriteNumber("skipDataRecords", input.SkipDataRecords);
        json.WriteNumber("problemCount", input.ProblemCount);
        json.WriteStartArray("problems");
        foreach (var problem in input.Problems)
        {
            json.WriteStartObject();
            json.WriteString("file", problem.File);
            WriteNumberOrNull(json, "line", problem.Line);
            json.WriteString("what", problem.What);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("refusedNoiseConnections", input.RefusedNoiseConnections);
        json.WriteNumber("refusedNoiseSources", input.RefusedNoiseSources);
        json.WriteNumber("durationSeconds", Math.Round((decimal)input.Duration.TotalSeconds, 3));
        json.WriteNumber("scans", input.Scans);
        json.WriteNumber("queries", input.Queries);
        WriteCloudUsage(json, input.CloudUsage);
        json.WriteEndObject();
    }

    private static void WriteCloudUsage(Utf8JsonWriter json, CloudQueryUsage? usage)
    {
        if (usage is null)
        {
            json.WriteNull("cloudUsage");
            return;
        }

        json.WriteStartObject("cloudUsage");
        json.WriteNumber("queriesStarted", usage.QueriesStarted);
        json.WriteNumber("bytesScanned", usage.BytesScanned);
        json.WriteNumber("recordsScanned", usage.RecordsScanned);
        json.WriteNumber("recordsMatched", usage.RecordsMatched);
        json.WriteNumber("estimatedCostUsd", Math.Round(usage.EstimatedCost, 6));
        json.WriteNumber("waitedSeconds", Math.Round((decimal)usage.Waited.TotalSeconds, 3));
        json.WriteEndObject();
    }

    private static void WriteCoverage(Utf8JsonWriter json, IReadOnlyList<DetectionCoverage> coverage)
    {
        json.WriteStartArray("coverage");
        foreach (var detection in coverage)
        {
            json.WriteStartObject();
            json.WriteString("detection", detection.Detection);
            json.WriteString("level", ReportWords.Of(detection.Level));
            WriteTexts(json, "missingRequired", detection.MissingRequired);
            WriteTexts(json, "missingHelpful", detection.MissingHelpful);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSuppressed(Utf8JsonWriter json, IReadOnlyList<SuppressedFinding> suppressed, IReadOnlyDictionary<string, DetectionMetadata> detections)
    {
        json.WriteStartArray("suppressed");
        foreach (var (finding, suppression) in suppressed)
        {
            json.WriteStartObject();
            json.WriteStartObject("suppression");
            json.WriteString("name", suppression.Name);
            json.WriteString("owner", suppression.Owner);
            json.WriteString("reason", suppression.Reason);
            json.WriteString("expires", ReportWords.Iso(suppression.Expires));
            json.WriteString("source", suppression.Source?.ToString());
            json.WriteString("target", suppression.Target?.ToString());
            WriteNumberOrNull(json, "port", suppression.Port);
            json.WriteString("detection", suppression.Detection);
            json.WriteEndObject();
            json.WritePropertyName("finding");
            FindingJson.Write(json, finding, detections.GetValueOrDefault(finding.Detection));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteNumberOrNull(Utf8JsonWriter json, string property, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(property, number);
        }
        else
        {
            json.WriteNull(property);
        }
    }
}
