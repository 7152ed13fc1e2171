namespace FlowWatch.Functions.Http.Answers;

/// <summary>A page of gaps, and how old what it tells is.</summary>
/// <param name="Report">Id of the report that found them; null where none is stored, and then no gap is known.</param>
/// <param name="GeneratedAt">When that report was made.</param>
/// <param name="NotVerified">Targets whose archive it could not look at, so that their gaps are not known.</param>
/// <param name="Value">The gaps by target and source, the oldest first.</param>
/// <param name="NextLink">Path and query of the next page; null where this is the last.</param>
public sealed record ArchiveGapPage(string? Report, DateTimeOffset? GeneratedAt, IReadOnlyList<string> NotVerified, IReadOnlyList<ArchiveGapItem> Value, string? NextLink);
