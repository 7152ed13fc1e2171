namespace FlowWatch.Core.Accounts;

/// <summary>What can be told of one object without reading it.</summary>
public sealed record ArchiveObjectDetails
{
    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When it was written; null where AWS does not tell.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Its entity tag without quotation marks.</summary>
    public string ETag { get; init; } = "";

    /// <summary>Its class, as AWS writes it: see <see cref="StorageClasses"/>.</summary>
    public required string StorageClass { get; init; }

    /// <summary>The archive tier of an Intelligent-Tiering object (<c>ARCHIVE_ACCESS</c>, <c>DEEP_ARCHIVE_ACCESS</c>); null for others.</summary>
    public string? ArchiveTier { get; init; }

    /// <summary>The temporary copy that is or was asked for; null where there is none.</summary>
    public ObjectRestore? Restore { get; init; }

    /// <summary>Whether the object cannot be read as it is: archived, and no temporary copy is there at the given moment.</summary>
    /// <param name="now">The moment.</param>
    public bool NeedsRestore(DateTimeOffset now) =>
        (StorageClasses.NeedsRestore(StorageClass) || ArchiveTier is not null)
        && !(Restore is { IsInProgress: false, AvailableUntil: { } until } && until > now);

    /// <summary>Its lock; null where it has none, and where s3:GetObjectRetention is missing: AWS does not tell these two apart.</summary>
    public ObjectLockMode? LockMode { get; init; }

    /// <summary>Until when nobody can delete it; null as for <see cref="LockMode"/>.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Whether a legal hold is on it; null where s3:GetObjectLegalHold is missing or none was ever set.</summary>
    public bool? HasLegalHold { get; init; }

    /// <summary>How it is encrypted: <c>AES256</c>, <c>aws:kms</c>, <c>aws:kms:dsse</c>; null where it is not, or where AWS does not tell.</summary>
    public string? EncryptionAlgorithm { get; init; }

    /// <summary>The KMS key; null for other algorithms.</summary>
    public string? KmsKeyId { get; init; }
}
