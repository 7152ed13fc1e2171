namespace FlowWatch.Core.Accounts;

/// <summary>An object of the archive, as a listing tells it.</summary>
/// <param name="Key">Its key; anybody who may write to the bucket chooses it.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="LastModified">When it was written.</param>
/// <param name="StorageClass">Its class, as AWS writes it: see <see cref="StorageClasses"/>.</param>
/// <param name="ETag">Its entity tag without quotation marks: a hash of its contents, though not always MD5.</param>
/// <param name="Restore">The temporary copy that is or was asked for; null where there is none.</param>
public sealed record ArchiveObject(string Key, long Size, DateTimeOffset LastModified, string StorageClass, string ETag, ObjectRestore? Restore);
