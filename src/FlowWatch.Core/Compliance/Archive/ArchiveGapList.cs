namespace FlowWatch.Core.Compliance.Archive;

/// <summary>The gaps of archives at one time.</summary>
/// <param name="Report">Id of the report that found them; null where none is stored.</param>
/// <param name="GeneratedAt">When that report was made.</param>
/// <param name="Gaps">The gaps by target and source, the oldest first; those that are explained are left out.</param>
/// <param name="NotVerified">Targets whose archive that report could not look at, so that their gaps are not known.</param>
public sealed record ArchiveGapList(string? Report, DateTimeOffset? GeneratedAt, IReadOnlyList<ListedArchiveGap> Gaps, IReadOnlyList<string> NotVerified);
