using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Archive;

namespace FlowWatch.Core.Compliance.Facts;

/// <summary>The archive of a target.</summary>
public sealed record ArchiveFacts
{
    /// <summary>How the bucket is set up.</summary>
    public required BucketPosture Posture { get; init; }

    /// <summary>What is in it: by storage class and age, and which hours are missing.</summary>
    public required Fact<ArchiveInventory> Inventory { get; init; }
}
