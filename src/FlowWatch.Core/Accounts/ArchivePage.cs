namespace FlowWatch.Core.Accounts;

/// <summary>A page of a listing.</summary>
/// <param name="Objects">The objects, in the order of their keys (of the bytes of their UTF-8 form); a page may be empty.</param>
/// <param name="IsLast">Whether no page follows.</param>
public sealed record ArchivePage(IReadOnlyList<ArchiveObject> Objects, bool IsLast);
