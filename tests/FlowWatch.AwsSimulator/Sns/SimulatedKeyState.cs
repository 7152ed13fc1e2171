namespace FlowWatch.AwsSimulator.Sns;

/// <summary>What becomes of a message that a topic has to encrypt with a key of KMS.</summary>
public enum SimulatedKeyState
{
    /// <summary>It is encrypted.</summary>
    Usable,

    /// <summary>The publisher may not use the key: <c>KMSAccessDenied</c>.</summary>
    AccessDenied,

    /// <summary>The key is disabled: <c>KMSDisabled</c>.</summary>
    Disabled,

    /// <summary>The key is being deleted or not ready: <c>KMSInvalidState</c>.</summary>
    InvalidState,

    /// <summary>There is no such key: <c>KMSNotFound</c>.</summary>
    NotFound,

    /// <summary>KMS is asked too often: <c>KMSThrottling</c>.</summary>
    Throttling,
}
