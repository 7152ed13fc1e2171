namespace FlowWatch.Core.Accounts;

/// <summary>Why a link of the credential chain broke.</summary>
public enum CredentialFailureKind
{
    /// <summary>The other side answered no. A person must change something there or here; trying again does not help.</summary>
    Refused,

    /// <summary>What FlowWatch has cannot work and was not sent: a claim, a setting or this machine's clock is wrong.</summary>
    Invalid,

    /// <summary>No answer, or one that asks to come back later. The next attempt may succeed.</summary>
    Unavailable,
}
