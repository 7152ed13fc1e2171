namespace FlowWatch.Core.Accounts;

/// <summary>Whether a bucket keeps old versions.</summary>
public enum BucketVersioningStatus
{
    /// <summary>One that is not known here.</summary>
    Unknown,

    /// <summary>It never did.</summary>
    NeverEnabled,

    /// <summary>It does.</summary>
    Enabled,

    /// <summary>It did; the versions of that time are still there.</summary>
    Suspended,
}
