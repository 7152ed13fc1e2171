namespace FlowWatch.Core.Accounts.Policies;

/// <summary>What policies say of one action.</summary>
public enum PolicyVerdict
{
    /// <summary>A statement allows it and none denies it.</summary>
    Allowed,

    /// <summary>No statement allows it: it is refused.</summary>
    NotAllowed,

    /// <summary>A statement denies it: it is refused, whatever allows it.</summary>
    Denied,

    /// <summary>It hangs on a condition that cannot be told from here, or on a statement that is not understood.</summary>
    Undecided,
}
