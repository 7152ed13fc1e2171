namespace FlowWatch.Core.Dashboard;

/// <summary>Whether a figure is as the runbook wants it.</summary>
public enum FigureStatus
{
    /// <summary>It is.</summary>
    Met,

    /// <summary>There was nothing to measure.</summary>
    Idle,

    /// <summary>It could not be told. Never as if it were met.</summary>
    NotVerified,

    /// <summary>It is not.</summary>
    Missed,
}
