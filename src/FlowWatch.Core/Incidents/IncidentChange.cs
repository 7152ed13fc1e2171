namespace FlowWatch.Core.Incidents;

/// <summary>What became of a person's action.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Incident">The incident as it is now; null where there is none of that id.</param>
public sealed record IncidentChange(IncidentOutcome Outcome, Incident? Incident);
