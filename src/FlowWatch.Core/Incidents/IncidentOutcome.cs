namespace FlowWatch.Core.Incidents;

/// <summary>What became of a person's action.</summary>
public enum IncidentOutcome
{
    /// <summary>It is done.</summary>
    Done,

    /// <summary>There is no incident of that id.</summary>
    NotFound,

    /// <summary>It cannot be done with an incident of this status.</summary>
    NotAllowed,

    /// <summary>The incident has changed since it was read.</summary>
    Stale,
}
