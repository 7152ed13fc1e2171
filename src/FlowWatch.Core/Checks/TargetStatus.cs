namespace FlowWatch.Core.Checks;

/// <summary>Whether a target could be looked at.</summary>
public enum TargetStatus
{
    /// <summary>All of it was judged.</summary>
    Judged,

    /// <summary>Something of it could not be looked at; the rest was judged.</summary>
    Partial,

    /// <summary>Nothing of it could be looked at. That is neither clean nor a finding.</summary>
    NotVerified,
}
