using System.Text.Encodings.Web;
using System.Text.Json;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Reports;

namespace FlowWatch.Cli.Output;

/// <summary>An incident as JSON, with the names that HTTP has.</summary>
internal static class IncidentJson
{
    /// <summary>Version of the shape; the first number is raised when a property changes its meaning or goes away.</summary>
    public const string SchemaVersion = "1.0";

    /// <summary>How it is laid out.</summary>
    public static JsonWriterOptions Indented { get; } = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions Finding = new(JsonSerializerDefaults.Web) { Converters = { new FindingJsonConverter() } };

    /// <summary>Writes an incident as an object.</summary>
    public static void Write(Utf8JsonWriter json, Incident incident, bool withHistory)
    {
        json.WriteStartObject();
        json.WriteString("id", incident.Id);
        json.WriteString("target", incident.Target);
        json.WriteString("detection", incident.Detection);
        json.WriteString("fingerprint", incident.Fingerprint);
        json.WriteString("status", IncidentWords.Of(incident.Status));
        json.WriteString("severity", ReportWords.Of(incident.Severity));
        json.WriteNumber("escalationLevel", (int)incident.Level);
        json.WriteString("firstSeen", ReportWords.Iso(incident.FirstSeen));
        json.WriteString("lastSeen", ReportWords.Iso(incident.LastSeen));
        json.WriteNumber("occurrences", incident.Occurrences);
        json.WriteNumber("reopenings", incident.Reopenings);
        json.WriteString("title", incident.Title);
        json.WriteString("summary", incident.Summary);
        json.WriteString("resolvedAt", incident.ResolvedAt is { } at ? ReportWords.Iso(at) : null);
        json.WriteString("disposition", incident.Disposition is { } disposition ? IncidentWords.Of(disposition) : null);
        if (withHistory)
        {
            json.WriteNumber("historyDropped", incident.HistoryDropped);
            json.WriteStartArray("history");
            foreach (var step in incident.History)
            {
                json.WriteStartObject();
                json.WriteString("at", ReportWords.Iso(step.At));
                json.WriteString("what", IncidentWords.Of(step.What));
                json.WriteString("status", IncidentWords.Of(step.Status));
                json.WriteString("by", step.By);
                json.WriteString("note", step.Note);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("finding");
            if (incident.Finding is { } finding) JsonSerializer.Serialize(json, finding, Finding);
            else json.WriteNullValue();
        }

        json.WriteEndObject();
    }
}
