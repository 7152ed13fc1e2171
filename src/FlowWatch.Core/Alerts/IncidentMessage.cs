using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Incidents;
using FlowWatch.Core.Reports;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts;

/// <summary>
/// Makes the message that tells people of an incident: why they are told, which incident it is, and below that its latest finding
/// (<see cref="FindingMessage"/>). The JSON is <c>docs/schemas/incident-alert.schema.json</c>.
/// </summary>
public static class IncidentMessage
{
    /// <summary>Version of the JSON's shape; the first number is raised when a property changes its meaning or goes away.</summary>
    public const string CurrentSchemaVersion = "1.0";

    /// <summary>The message.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="notice">Why people are told.</param>
    /// <param name="target">The target.</param>
    /// <param name="baseUrl">What the incident's path is put after; null: no link.</param>
    public static AlertMessage Of(Incident incident, Notice notice, MonitoredTarget target, string? baseUrl = null)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(notice);
        ArgumentNullException.ThrowIfNull(target);
        var alert = incident is { Finding: { } finding, Window: { } window }
            ? FindingMessage.Of(finding, target, window, DetectionCatalog.Default.Find(finding.Detection)?.Metadata, incident.TraceId, incident.LogFormat is { } format ? FlowLogFormat.ParseLogFormat(format).Format : null)
            : null;
        var title = alert?.Title ?? VisibleText.Of($"{ReportWords.Of(incident.Severity)}: {incident.Title} in {target.Name}");
        return new AlertMessage
        {
            Id = notice.MessageId,
            Title = notice.Reason == NoticeReason.New ? title : $"{Word(notice.Reason)}: {title}",
            Text = Head(incident, notice, Link(incident, baseUrl)) + (alert?.Text ?? OperationsText(incident, target)),
            Json = Json(incident, notice, target, alert, Link(incident, baseUrl)),
            Severity = incident.Severity,
            Level = incident.Level,
            Attributes = Attributes(incident, notice, target),
        };
    }

    private static Dictionary<string, string> Attributes(Incident incident, Notice notice, MonitoredTarget target)
    {
        var attributes = new Dictionary<string, string>
        {
            ["severity"] = ReportWords.Of(incident.Severity),
            ["detection"] = incident.Detection,
            ["environment"] = target.Environment,
            ["target"] = target.Name,
            ["fingerprint"] = incident.Fingerprint,
            ["reason"] = Word(notice.Reason),
            ["sequence"] = notice.Sequence.ToString(CultureInfo.InvariantCulture),
        };
        if (incident.TraceId is { } trace) attributes["traceId"] = trace;
        return attributes;
    }

    // The id is a target's name and hexadecimal digits; escaped all the same, since it stands in a URL.
    private static string? Link(Incident incident, string? baseUrl) => baseUrl is null ? null : $"{baseUrl}/incidents/{Uri.EscapeDataString(incident.Id)}";

    private static string Head(Incident incident, Notice notice, string? link)
    {
        var why = notice.Reason switch
        {
            NoticeReason.New => "A new incident.",
            NoticeReason.Escalated => "The incident got worse" + (incident.History.LastOrDefault(entry => entry.What == IncidentEvent.Worsened)?.Note is { } note ? $": {note}." : "."),
            NoticeReason.Reopened => "The incident was over and came back.",
            NoticeReason.Reminder => "The incident still goes on.",
            NoticeReason.Resolved => "The incident is over" + (incident.History is [.., { Note: { } said }] ? $": {said}" : "."),
            _ => throw new ArgumentOutOfRangeException(nameof(notice), notice.Reason, "Not a reason."),
        };
        return VisibleText.Of(why) + "\n"
            + VisibleText.Of($"Incident: {incident.Id} ({IncidentWords.Of(incident.Status)}), seen {ReadableNumber.Count(incident.Occurrences, "times")} from {ReportWords.Moment(incident.FirstSeen)} to {ReportWords.Moment(incident.LastSeen)}") + "\n" + (link is null ? "" : VisibleText.Of($"Link: {link}") + "\n") + "\n";
    }

    private static string OperationsText(Incident incident, MonitoredTarget target)
    {
        var text = new StringBuilder();
        Line($"{ReportWords.Of(incident.Severity).ToUpperInvariant()}: {incident.Title}");
        Line(incident.Summary);
        Line("");
        Line($"Target: {target.Name} (environment {target.Environment}, account {target.Account}, {target.Region})");
        Line("Escalation: level 1, operations");
        Line("");
        Line("What to do");
        foreach (var (index, step) in incident.NextSteps.Index()) Line(string.Create(CultureInfo.InvariantCulture, $"{index + 1}. {step}"));
        return text.ToString();

        void Line(string line) => text.Append(VisibleText.Of(line)).Append('\n');
    }

    private static string Json(Incident incident, Notice notice, MonitoredTarget target, AlertMessage? alert, string? link)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, ReportJson.Indented))
        {
            json.WriteStartObject();
            json.WriteString("schemaVersion", CurrentSchemaVersion);
            json.WriteString("id", notice.MessageId);
            json.WriteString("reason", Word(notice.Reason));
            json.WriteNumber("sequence", notice.Sequence);
            json.WriteString("link", link);
            json.WriteStartObject("incident");
            json.WriteString("id", incident.Id);
            json.WriteString("target", target.Name);
            json.WriteString("detection", incident.Detection);
            json.WriteString("fingerprint", incident.Fingerprint);
            json.WriteString("status", IncidentWords.Of(incident.Status));
            json.WriteString("severity", ReportWords.Of(incident.Severity));
            json.WriteNumber("escalationLevel", (int)incident.Level);
            json.WriteString("firstSeen", ReportWords.Iso(incident.FirstSeen));
            json.WriteString("lastSeen", ReportWords.Iso(incident.LastSeen));
            json.WriteNumber("occurrences", incident.Occurrences);
            json.WriteString("title", incident.Title);
            json.WriteString("summary", incident.Summary);
            ReportJson.WriteTexts(json, "nextSteps", incident.NextSteps);
            json.WriteEndObject();
            json.WritePropertyName("alert");
            if (alert is null) json.WriteNullValue();
            else json.WriteRawValue(alert.Json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Word(NoticeReason reason) => JsonNamingPolicy.KebabCaseLower.ConvertName(reason.ToString());
}
