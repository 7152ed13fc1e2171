namespace FlowWatch.Core.Tests.Compliance;

/// <summary>The sorts of cases that each control must have.</summary>
public enum ControlCaseSort
{
    /// <summary>All is well.</summary>
    Pass,

    /// <summary>It is not.</summary>
    Fail,

    /// <summary>It could not be looked at.</summary>
    NotVerified,

    /// <summary>There is nothing to judge.</summary>
    NotApplicable,

    /// <summary>It looks well to a simpler check, and is not.</summary>
    Trap,
}
