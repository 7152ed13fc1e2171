namespace FlowWatch.Core.Compliance.Archive;

/// <summary>When an archive was listed.</summary>
/// <param name="FullAt">When every key was listed last.</param>
/// <param name="ListedAt">When what can have changed was listed last.</param>
internal sealed record ArchivePassRecord(DateTimeOffset FullAt, DateTimeOffset ListedAt);
