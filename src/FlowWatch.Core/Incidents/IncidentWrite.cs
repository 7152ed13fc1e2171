using FlowWatch.Core.Alerts.Outbox;

namespace FlowWatch.Core.Incidents;

/// <summary>A change of one incident with the notices it makes: written together or not at all.</summary>
/// <param name="Before">The incident as it was read; null where there was none.</param>
/// <param name="After">The incident as it becomes.</param>
/// <param name="Notices">The notices, at most one for each topic.</param>
public sealed record IncidentWrite(Incident? Before, Incident After, IReadOnlyList<Notice> Notices);
