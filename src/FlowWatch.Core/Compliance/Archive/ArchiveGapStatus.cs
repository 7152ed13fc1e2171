namespace FlowWatch.Core.Compliance.Archive;

/// <summary>What is known about hours without an object.</summary>
public enum ArchiveGapStatus
{
    /// <summary>Nothing explains it: records are missing, as far as anybody can tell.</summary>
    Open,

    /// <summary>There was no traffic, it is not due yet, or the flow log did not exist.</summary>
    Explained,

    /// <summary>A person looked at it and took responsibility.</summary>
    Acknowledged,

    /// <summary>What would explain it could not be looked at.</summary>
    NotVerified,
}
