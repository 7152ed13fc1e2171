namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Hours on end without an object.</summary>
/// <param name="From">The first hour without one.</param>
/// <param name="To">The next hour with one.</param>
/// <param name="Status">What is known about it.</param>
/// <param name="Explanation">One sentence: why it is explained, who acknowledged it, or what was seen in CloudWatch at that time.</param>
public sealed record ArchiveGap(DateTimeOffset From, DateTimeOffset To, ArchiveGapStatus Status, string Explanation);
