namespace FlowWatch.Core.Accounts;

/// <summary>How strong an Object Lock is.</summary>
public enum ObjectLockMode
{
    /// <summary>One that is not known here.</summary>
    Unknown,

    /// <summary>Those with a special permission may still delete.</summary>
    Governance,

    /// <summary>Nobody can delete before the time is over, not even the account's root user.</summary>
    Compliance,
}
