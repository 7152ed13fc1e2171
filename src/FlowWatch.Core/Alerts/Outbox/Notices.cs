using FlowWatch.Core.Incidents;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>Makes the notices of a step: one for each topic that severity and level name.</summary>
internal static class Notices
{
    /// <summary>The change of an incident with its notices. Where no topic is named for it, the incident says so.</summary>
    public static IncidentWrite WriteOf(Incident? before, IncidentStep step, MonitoredTarget target, AlertSettings settings, DateTimeOffset now)
    {
        var incident = step.Incident;
        if (step.Reason is not { } reason) return new IncidentWrite(before, incident, []);
        var route = AlertRouting.Of(incident.Severity, incident.Level, target.Topics);
        var notices = route.Topics.Select((topic, place) => new Notice
        {
            Target = incident.Target,
            Fingerprint = incident.Fingerprint,
            Sequence = incident.Sequence,
            Reason = reason,
            Severity = incident.Severity,
            Detection = incident.Detection,
            Topic = topic,
            Place = place,
            MadeAt = now,
            DueAt = NotificationPolicy.DueAt(incident.Severity, settings, now),
            WindowEnd = incident.Window?.To,
            RecordEnd = incident.Finding?.Window.To,
        });
        return new IncidentWrite(before, incident with { MissingTopics = route.Status == AlertRouteStatus.NoTopic ? route.Missing : [] }, [.. notices]);
    }
}
