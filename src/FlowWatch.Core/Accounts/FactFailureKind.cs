namespace FlowWatch.Core.Accounts;

/// <summary>Why something could not be looked at.</summary>
public enum FactFailureKind
{
    /// <summary>AWS refused: a permission is missing. A person must act; trying again does not help.</summary>
    AccessDenied,

    /// <summary>No valid credentials could be had, so nothing was asked.</summary>
    NoCredentials,

    /// <summary>The thing asked about does not exist.</summary>
    NotFound,

    /// <summary>AWS asked to slow down, and still did after all retries. The next run tries again.</summary>
    Throttled,

    /// <summary>No answer: no network, a time-out, or an error of the service (5xx) after all retries.</summary>
    Unavailable,

    /// <summary>AWS answered with something that is not understood, or said that the request is wrong: a bug or an unknown case.</summary>
    Unexpected,
}
