namespace FlowWatch.Core.Incidents;

/// <summary>What a person does with an incident.</summary>
/// <param name="What">Acknowledge, resolve or reopen.</param>
/// <param name="By">Who, as they call themselves.</param>
/// <param name="Note">Why; null where nothing was said.</param>
/// <param name="Disposition">What it turned out to be; of resolving only.</param>
/// <param name="IfVersion">Only where the incident still has this version; null takes any.</param>
public sealed record IncidentAction(IncidentEvent What, string By, string? Note, IncidentDisposition? Disposition, string? IfVersion);
