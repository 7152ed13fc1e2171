namespace FlowWatch.Aws.S3;

/// <summary>Which bucket, and what may be asked of it.</summary>
internal sealed record S3ArchiveOptions
{
    /// <summary>Name of the bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>The region to ask first. When the bucket is in another one, S3 says so and that one is asked from then on.</summary>
    public required string Region { get; init; }

    /// <summary>
    /// The account that must own the bucket, 12 digits: S3 refuses every call when another does, so that a bucket which was deleted and
    /// made again by a stranger is noticed. Default: null, any owner.
    /// </summary>
    public string? ExpectedOwner { get; init; }

    /// <summary>Whether archived objects may be restored. Default: false, restoring asks nothing of AWS.</summary>
    public bool RestoreEnabled { get; init; }
}
