namespace FlowWatch.Core.State;

/// <summary>What must hold for a change of a row to be made.</summary>
public enum StateCondition
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The row must not exist.</summary>
    IsAbsent,

    /// <summary>The row must have the version that was read.</summary>
    HasVersion,
}
