namespace FlowWatch.Core.Dashboard;

/// <summary>How far the judging of a window has come, as people see it, the worst last.</summary>
public enum WindowState
{
    /// <summary>Judged.</summary>
    Judged,

    /// <summary>Judged anew, because records had arrived late.</summary>
    Revised,

    /// <summary>It is being judged.</summary>
    Open,

    /// <summary>Nobody has begun.</summary>
    Due,

    /// <summary>Judged, but for something that could not be looked at.</summary>
    Partial,

    /// <summary>Could not be judged, and is tried again.</summary>
    Failed,
}
