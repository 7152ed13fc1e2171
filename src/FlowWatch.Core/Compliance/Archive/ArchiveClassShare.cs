namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Objects of one storage class and one range of ages.</summary>
/// <param name="StorageClass">As S3 writes it: <c>STANDARD</c>, <c>GLACIER</c>, <c>DEEP_ARCHIVE</c>.</param>
/// <param name="FromAgeDays">The least age in days.</param>
/// <param name="ToAgeDays">The age in days that is not meant any more; null has no end.</param>
/// <param name="Objects">How many.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="SmallObjects">Those among them below 128 KiB, which lifecycle rules may leave where they are.</param>
/// <param name="SampleKey">The key of one of them.</param>
public sealed record ArchiveClassShare(string StorageClass, int FromAgeDays, int? ToAgeDays, long Objects, long Bytes, long SmallObjects, string SampleKey);
