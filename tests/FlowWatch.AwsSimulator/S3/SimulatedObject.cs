using System.Globalization;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>An object.</summary>
public sealed record SimulatedObject
{
    /// <summary>The key.</summary>
    public required string Key { get; init; }

    /// <summary>The size in bytes.</summary>
    public long Size { get; init; }

    /// <summary>When it was put.</summary>
    public DateTimeOffset LastModified { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary><c>STANDARD</c>, <c>STANDARD_IA</c>, <c>GLACIER_IR</c>, <c>GLACIER</c>, <c>DEEP_ARCHIVE</c>, ….</summary>
    public string StorageClass { get; init; } = "STANDARD";

    /// <summary>The content; null for as many zero bytes as the size says.</summary>
    public ReadOnlyMemory<byte>? Content { get; init; }

    /// <summary>The entity tag, without quotes; null for one made of the size.</summary>
    public string? ETag { get; init; }

    /// <summary><c>GOVERNANCE</c> or <c>COMPLIANCE</c>; null for no lock.</summary>
    public string? LockMode { get; init; }

    /// <summary>Until when the lock holds.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary><c>ON</c> or <c>OFF</c>; null where none was ever set.</summary>
    public string? LegalHold { get; init; }

    /// <summary>How it is encrypted: <c>AES256</c> by default, <c>aws:kms</c>, <c>aws:kms:dsse</c>.</summary>
    public string Encryption { get; init; } = "AES256";

    /// <summary>The KMS key's ARN; null for S3's own keys.</summary>
    public string? KmsKey { get; init; }

    /// <summary>The archive tier of an Intelligent-Tiering object: <c>ARCHIVE_ACCESS</c>, <c>DEEP_ARCHIVE_ACCESS</c>, or null. Only told; restores know classes.</summary>
    public string? ArchiveTier { get; init; }

    /// <summary>Whether the content has to be restored before it can be got.</summary>
    internal bool IsArchived => StorageClass is "GLACIER" or "DEEP_ARCHIVE";

    internal string QuotedETag => $"\"{ETag ?? Size.ToString("x32", CultureInfo.InvariantCulture)}\"";
}
