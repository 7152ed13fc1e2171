namespace FlowWatch.Core.Diagnostics.Access;

/// <summary>What came of looking whether something is allowed.</summary>
public enum AccessOutcome
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>AWS, or the platform, refused: a person must change something.</summary>
    Refused,

    /// <summary>It could not be told. Never the same as ok.</summary>
    CouldNotLook,

    /// <summary>It was left alone, because trying it would do something that nobody asked for.</summary>
    NotTried,
}
