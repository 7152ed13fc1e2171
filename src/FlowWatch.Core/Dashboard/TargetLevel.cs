namespace FlowWatch.Core.Dashboard;

/// <summary>How it stands with the watching of a target, the worst last.</summary>
public enum TargetLevel
{
    /// <summary>Everything that was due is judged.</summary>
    Watched,

    /// <summary>No check has begun yet.</summary>
    Waiting,

    /// <summary>A window has waited for longer than is tolerated.</summary>
    Late,

    /// <summary>Something of it cannot be looked at. It is unknown, not well.</summary>
    NotVerified,

    /// <summary>Its settings cannot be used: nothing looks at it.</summary>
    LeftOut,
}
