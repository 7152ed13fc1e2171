namespace FlowWatch.Core.Runs;

/// <summary>How a run of a check ended.</summary>
public enum RunStatus
{
    /// <summary>It has not ended.</summary>
    Running,

    /// <summary>Everything that was due was judged whole.</summary>
    Succeeded,

    /// <summary>Something could not be looked at; the rest was judged.</summary>
    Partial,

    /// <summary>Nothing that was due could be judged.</summary>
    Failed,

    /// <summary>The host was stopped; what was not judged is due again.</summary>
    Cancelled,
}
