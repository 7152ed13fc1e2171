using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Alerts;

/// <summary>Makes the one message that stands for all that a topic's budget had no room for. The JSON is <c>docs/schemas/digest-alert.schema.json</c>.</summary>
public static class DigestMessage
{
    /// <summary>Version of the JSON's shape; the first number is raised when a property changes its meaning or goes away.</summary>
    public const string CurrentSchemaVersion = "1.0";

    /// <summary>The message.</summary>
    /// <param name="part">What it holds.</param>
    /// <param name="named">The incidents that it names, as they are now; those that are forgotten are left out.</param>
    /// <param name="hour">The hour it is the digest of: <c>2026010512</c>.</param>
    /// <param name="budget">Messages that a topic gets one by one in an hour.</param>
    public static AlertMessage Of(DigestPart part, IReadOnlyList<Incident> named, string hour, int budget)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(named);
        var severity = part.BySeverity.Count == 0 ? Severity.Medium : part.BySeverity.Keys.Max();
        var id = $"digest-{TopicName.Of(part.Topic)}-{hour}";
        return new AlertMessage
        {
            Id = id,
            Title = VisibleText.Of($"{ReportWords.Of(severity)}: digest of {ReadableNumber.Count(part.Total, "alerts")} of {Names(part.ByTarget)}"),
            Text = Text(part, named, severity, budget),
            Json = Json(part, named, id, severity),
            Severity = severity,
            Level = named.Count == 0 ? EscalationLevel.Operations : named[0].Level,
            Attributes = new Dictionary<string, string>
            {
                ["severity"] = ReportWords.Of(severity),
                ["reason"] = "digest",
                ["target"] = part.ByTarget.Count == 1 ? part.ByTarget.Keys.Single() : "several",
                ["fingerprint"] = id,
                ["sequence"] = part.Total.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private static string Text(DigestPart part, IReadOnlyList<Incident> named, Severity severity, int budget)
    {
        var text = new StringBuilder();
        Line($"{ReportWords.Of(severity).ToUpperInvariant()}: digest of {ReadableNumber.Count(part.Total, "alerts")}");
        Line($"This topic gets {ReadableNumber.Count(budget, "messages")} an hour one by one (alerts.budget). These alerts are more than that, or waited for too long, and stand here together. Each incident is kept: flowwatch incidents list, or GET incidents.");
        if (part.Parked > 0) Line($"{ReadableNumber.Count(part.Parked, "alerts")} of them were not accepted by the topic for longer than alerts.parkAfter.");
        if (part is { Oldest: { } oldest, Newest: { } newest }) Line($"Made: {ReportWords.Moment(oldest)} to {ReportWords.Moment(newest)}");
        Line("");
        Line($"By severity: {string.Join(", ", part.BySeverity.OrderByDescending(pair => pair.Key).Select(pair => $"{ReportWords.Of(pair.Key)} {ReadableNumber.Count(pair.Value)}"))}");
        Line($"By detection: {Names(part.ByDetection)}");
        Line($"By target: {Names(part.ByTarget)}");
        Line("");
        Line("What matters most");
        foreach (var (index, incident) in named.Index()) Line(string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {ReportWords.Of(incident.Severity)} {incident.Detection} {incident.Id}: {incident.Summary}"));
        return text.ToString();

        void Line(string line) => text.Append(VisibleText.Of(line)).Append('\n');
    }

    private static string Json(DigestPart part, IReadOnlyList<Incident> named, string id, Severity severity)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, ReportJson.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", CurrentSchemaVersion);
            json.WriteString("id", id);
            json.WriteString("reason", "digest");
            json.WriteString("severity", ReportWords.Of(severity));
            json.WriteNumber("alerts", part.Total);
            json.WriteNumber("parked", part.Parked);
            json.WriteString("oldest", part.Oldest is { } oldest ? ReportWords.Iso(oldest) : null);
            json.WriteString("newest", part.Newest is { } newest ? ReportWords.Iso(newest) : null);
            Counts("bySeverity", part.BySeverity.Select(pair => (ReportWords.Of(pair.Key), pair.Value)));
            Counts("byDetection", part.ByDetection.Select(pair => (pair.Key, pair.Value)));
            Counts("byTarget", part.ByTarget.Select(pair => (pair.Key, pair.Value)));
            json.WriteStartArray("incidents");
            foreach (var incident in named)
            {
                json.WriteStartObject();
                json.WriteString("id", incident.Id);
                json.WriteString("target", incident.Target);
                json.WriteString("detection", incident.Detection);
                json.WriteString("severity", ReportWords.Of(incident.Severity));
                json.WriteString("status", IncidentWords.Of(incident.Status));
                json.WriteString("summary", incident.Summary);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();

            void Counts(string name, IEnumerable<(string Name, int Count)> counts)
            {
                json.WriteStartObject(name);
                foreach (var (one, count) in counts.OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Item1, StringComparer.Ordinal)) json.WriteNumber(one, count);
                json.WriteEndObject();
            }
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Names(IReadOnlyDictionary<string, int> counts)
    {
        const int Shown = 10;
        var ordered = counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var words = string.Join(", ", ordered.Take(Shown).Select(pair => $"{pair.Key} {ReadableNumber.Count(pair.Value)}"));
        return ordered.Count > Shown ? $"{words} and {ReadableNumber.Count(ordered.Count - Shown)} more" : words;
    }
}
