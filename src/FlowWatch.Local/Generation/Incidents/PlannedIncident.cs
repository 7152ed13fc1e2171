namespace FlowWatch.Local.Generation.Incidents;

/// <summary>An incident and the connections it consists of, in the order they start.</summary>
internal sealed record PlannedIncident(PlantedIncident Truth, IReadOnlyList<Connection> Connections);
