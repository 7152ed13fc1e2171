namespace FlowWatch.AwsSimulator.Faults;

/// <summary>What a fault does to a request.</summary>
internal enum FaultKind
{
    /// <summary>The answer is an error that any service may give, with the service's own code.</summary>
    CommonError,

    /// <summary>The answer is an error with a code of its own.</summary>
    OwnError,

    /// <summary>The answer comes late, and is right otherwise.</summary>
    Slow,

    /// <summary>No answer comes.</summary>
    NeverAnswered,

    /// <summary>The connection is reset before a byte of the answer is sent.</summary>
    ConnectionReset,

    /// <summary>The request is carried out and half the answer's body is sent; then the connection is closed.</summary>
    TruncatedBody,

    /// <summary>The request is carried out, and status 200 comes with a body that is no answer.</summary>
    OtherBody,
}
