using FlowWatch.Core.Alerts.Outbox;

namespace FlowWatch.Core.Incidents;

/// <summary>What an incident becomes, and whether people are told.</summary>
/// <param name="Incident">The incident after it; the same object where nothing changed.</param>
/// <param name="Reason">Why people are told; null where they are not.</param>
public sealed record IncidentStep(Incident Incident, NoticeReason? Reason);
