namespace FlowWatch.Local.Folders;

/// <summary>A file of a folder as it lay there when it was looked at.</summary>
/// <param name="Path">Its path.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="WrittenAt">When it was last written.</param>
internal sealed record FolderFile(string Path, long Length, DateTimeOffset WrittenAt);
