namespace FlowWatch.Core.Accounts;

/// <summary>What to restore.</summary>
/// <param name="Key">The object's key.</param>
/// <param name="Days">How many days the temporary copy stays: 1 or more. Not used for Intelligent-Tiering, which moves the object itself.</param>
/// <param name="Tier">How fast.</param>
/// <param name="StorageClass">The object's class where it is known: what AWS would refuse for that class is then not asked.</param>
public sealed record ArchiveRestoreRequest(string Key, int Days, ArchiveRestoreTier Tier, string? StorageClass = null);
