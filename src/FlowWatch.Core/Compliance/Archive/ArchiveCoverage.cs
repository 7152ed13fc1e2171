namespace FlowWatch.Core.Compliance.Archive;

/// <summary>Which hours of one source of records are in the archive.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
/// <param name="Source">The flow log (<c>fl-…</c>), the Firehose stream, or the export task's prefix.</param>
/// <param name="From">The first hour that must be there.</param>
/// <param name="To">The hour that need not be there yet.</param>
/// <param name="HoursExpected">Hours in between.</param>
/// <param name="HoursPresent">Hours with at least one object.</param>
/// <param name="Gaps">What is missing, the oldest first.</param>
public sealed record ArchiveCoverage(string Account, string Region, string Source, DateTimeOffset From, DateTimeOffset To, long HoursExpected, long HoursPresent, IReadOnlyList<ArchiveGap> Gaps);
