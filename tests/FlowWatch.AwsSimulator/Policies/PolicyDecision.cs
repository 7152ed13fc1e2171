namespace FlowWatch.AwsSimulator.Policies;

/// <summary>What policies say of a question.</summary>
internal enum PolicyDecision
{
    /// <summary>No statement allows it.</summary>
    NotAllowed,

    /// <summary>A statement allows it and none denies it.</summary>
    Allowed,

    /// <summary>A statement denies it.</summary>
    ExplicitlyDenied,
}
