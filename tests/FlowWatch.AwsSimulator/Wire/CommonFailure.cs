namespace FlowWatch.AwsSimulator.Wire;

/// <summary>What may go wrong with any request; each protocol has its own code and status for it.</summary>
internal enum CommonFailure
{
    /// <summary>The request is not signed.</summary>
    MissingAuthentication,

    /// <summary>The Authorization header cannot be read or lacks a part.</summary>
    IncompleteSignature,

    /// <summary>No such access key.</summary>
    UnknownAccessKey,

    /// <summary>The session token is missing or is not the one that came with the access key.</summary>
    InvalidSessionToken,

    /// <summary>The signature is another one than computed here.</summary>
    SignatureMismatch,

    /// <summary>The time of signing is too far from the server's.</summary>
    SkewedTime,

    /// <summary>The temporary credentials have ended.</summary>
    ExpiredToken,

    /// <summary>The body is not the one whose hash was signed.</summary>
    PayloadMismatch,

    /// <summary>No policy allows the action, or one denies it.</summary>
    AccessDenied,

    /// <summary>Too many requests in a short time.</summary>
    Throttled,

    /// <summary>A quota is used up.</summary>
    LimitExceeded,

    /// <summary>The server failed: status 500.</summary>
    InternalError,

    /// <summary>The service is out: status 503.</summary>
    Unavailable,

    /// <summary>The service has no such operation.</summary>
    UnknownAction,

    /// <summary>The request cannot be read.</summary>
    Malformed,
}
