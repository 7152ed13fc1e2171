namespace FlowWatch.Core.Incidents;

/// <summary>What people were last told, or would have been: what "worse" is measured against.</summary>
/// <param name="Size">The finding's first count; 0 where it has none.</param>
/// <param name="Kinds">Kinds of target so far; of compliance the controls.</param>
public sealed record IncidentBaseline(long Size, IReadOnlyList<string> Kinds);
