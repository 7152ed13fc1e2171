namespace FlowWatch.Local.Generation.Incidents;

/// <summary>How one kind of incident goes.</summary>
internal interface IIncidentScript
{
    IncidentKind Kind { get; }

    /// <summary>Makes up one such incident: all of its connections and the truth about it.</summary>
    PlannedIncident Plan(IncidentStage stage);
}
