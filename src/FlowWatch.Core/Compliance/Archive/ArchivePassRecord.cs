namespace FlowWatch.Core.Compliance.Archive;

/// <summary>When an archive was listed.</summary>
/// <param name="FullAt">When every key was listed last.</param>
/// <param name="ListedAt">When what can have changed was listed last.</param>
/// <param name="HasStrays">Whether objects lie elsewhere than in the folders of their days: then only a listing of every key finds them.</param>
internal sealed record ArchivePassRecord(DateTimeOffset FullAt, DateTimeOffset ListedAt, bool HasStrays = false);
