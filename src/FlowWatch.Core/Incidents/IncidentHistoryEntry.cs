namespace FlowWatch.Core.Incidents;

/// <summary>One step of an incident: who, when, why.</summary>
/// <param name="At">When.</param>
/// <param name="What">What happened.</param>
/// <param name="Status">The status after it.</param>
/// <param name="By">Who: <see cref="Incident.FlowWatch"/>, or a person as they called themselves.</param>
/// <param name="Note">Why; null where nothing was said.</param>
public sealed record IncidentHistoryEntry(DateTimeOffset At, IncidentEvent What, IncidentStatus Status, string By, string? Note);
