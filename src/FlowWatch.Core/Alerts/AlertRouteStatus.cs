namespace FlowWatch.Core.Alerts;

/// <summary>Whether somebody is told.</summary>
public enum AlertRouteStatus
{
    /// <summary>There is at least one topic to send it to.</summary>
    Routed,

    /// <summary>Its severity calls nobody: it stays in the report.</summary>
    NotAlerted,

    /// <summary>Somebody should be told, and no topic is given: it must be reported as unsent.</summary>
    NoTopic,
}
