using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance.ArchiveEncrypted;

/// <summary>New objects of the archive are encrypted, with S3's own keys or better.</summary>
public sealed class ArchiveEncryptedControl : ArchiveControl
{
    private static readonly string[] Good = ["AES256", "aws:kms", "aws:kms:dsse"];

    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, ArchiveLocation location, ArchiveFacts archive)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(archive);
        var encryption = archive.Posture.Encryption;
        if (!encryption.IsKnown) return [NotVerified(location.Bucket, $"The encryption of {location.Bucket}", encryption.Failure)];
        var algorithm = encryption.Value.Algorithm;
        var evidence = new ControlEvidence("SSEAlgorithm", algorithm ?? "none", "s3:GetEncryptionConfiguration");
        if (algorithm is null) return [Fail(location.Bucket, $"{location.Bucket} names no encryption of new objects{(encryption.Value.UsesBucketKey ? ", only a bucket key, which encrypts nothing by itself" : "")}.", evidence)];
        return [Good.Contains(algorithm) ? Pass(location.Bucket, $"New objects of {location.Bucket} are encrypted with {algorithm}.", evidence) : NotVerified(location.Bucket, $"{location.Bucket} encrypts with {algorithm}, which is not known here.")];
    }
}
