namespace FlowWatch.Core.Accounts;

/// <summary>How fast an archived object comes back. Times and prices are AWS's.</summary>
public enum ArchiveRestoreTier
{
    /// <summary>3 to 5 hours from Glacier Flexible Retrieval, about 12 from Deep Archive.</summary>
    Standard,

    /// <summary>The cheapest: 5 to 12 hours from Glacier Flexible Retrieval, about 48 from Deep Archive.</summary>
    Bulk,

    /// <summary>The dearest: 1 to 5 minutes from Glacier Flexible Retrieval. Not to be had for Deep Archive.</summary>
    Expedited,
}
