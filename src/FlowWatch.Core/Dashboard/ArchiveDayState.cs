namespace FlowWatch.Core.Dashboard;

/// <summary>What is known of a day of the archive, the worst last.</summary>
public enum ArchiveDayState
{
    /// <summary>Every hour that must be there is.</summary>
    Complete,

    /// <summary>Hours are missing, and it is explained or somebody took responsibility.</summary>
    Explained,

    /// <summary>Hours are missing, and what would explain it could not be looked at.</summary>
    NotVerified,

    /// <summary>Hours are missing and nothing explains it.</summary>
    Missing,
}
