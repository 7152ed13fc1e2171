namespace FlowWatch.Core.Diagnostics.Archive;

/// <summary>What restoring from a storage class costs and takes.</summary>
/// <param name="StorageClass">The class.</param>
/// <param name="Tier">How fast: <c>standard</c>, <c>bulk</c>, <c>expedited</c>.</param>
/// <param name="PerGibibyte">US dollars for 2^30 bytes.</param>
/// <param name="PerThousand">US dollars for a thousand requests.</param>
/// <param name="Duration">How long it takes, in words.</param>
public sealed record RestorePrice(string StorageClass, string Tier, decimal PerGibibyte, decimal PerThousand, string Duration);
