using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts;

/// <summary>Makes the one message that stands for all that a topic's budget had no room for, or for a storm. The JSON is <c>docs/schemas/digest-alert.schema.json</c>.</summary>
public static class DigestMessage
{
    /// <summary>Version of the JSON's shape; the first number is raised when a property changes its meaning or goes away.</summary>
    public const string CurrentSchemaVersion = "1.1";

    /// <summary>The message.</summary>
    /// <param name="part">What it holds.</param>
    /// <param name="named">The incidents that it names, as they are now; those that are forgotten are left out.</param>
    /// <param name="name">Names it among the topic's: the hour, <c>2026010512</c>, and the number of a further one, <c>2026010512-2</c>.</param>
    /// <param name="settings">The budget, the storm size, and what links begin with.</param>
    public static AlertMessage Of(DigestPart part, IReadOnlyList<Incident> named, string name, AlertSettings settings)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(named);
        ArgumentNullException.ThrowIfNull(settings);
        var severity = part.BySeverity.Count == 0 ? Severity.Medium : part.BySeverity.Keys.Max();
        var id = $"digest-{TopicName.Of(part.Topic)}-{name}";
        var link = settings.BaseUrl is { } baseUrl ? $"{baseUrl}/incidents" : null;
        return new AlertMessage
        {
            Id = id,
            // Its worst first: a channel may cut the end.
            Title = VisibleText.Of($"{ReportWords.Of(severity)}: digest of {ReadableNumber.Count(part.Total, "alerts")}, {ReadableNumber.Count(part.BySeverity.GetValueOrDefault(severity))} {ReportWords.Of(severity)}, of {Names(part.ByTarget)}"),
            Text = Text(part, named, severity, settings, link),
            Json = Json(part, named, id, severity, link),
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

    private static string Text(DigestPart part, IReadOnlyList<Incident> named, Severity severity, AlertSettings settings, string? link)
    {
        var text = new StringBuilder();
        Line($"{ReportWords.Of(severity).ToUpperInvariant()}: digest of {ReadableNumber.Count(part.Total, "alerts")}");
        Line(part.IsStorm
            ? $"A storm: more than {ReadableNumber.Count(settings.StormSize, "alerts")} waited for this topic at once (alerts.stormSize), so they stand here together in place of messages one by one."
            : $"This topic gets {ReadableNumber.Count(settings.Budget, "messages")} an hour one by one (alerts.budget). These alerts are more than that, or waited for too long, and stand here together.");
        Line($"Each incident is kept: flowwatch incidents list, or GET incidents{(link is null ? "" : $" ({link})")}.");
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

    private static string Json(DigestPart part, IReadOnlyList<Incident> named, string id, Severity severity, string? link)
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
            json.WriteBoolean("storm", part.IsStorm);
            json.WriteString("link", link);
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
