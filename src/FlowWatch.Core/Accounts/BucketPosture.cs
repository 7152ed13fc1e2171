namespace FlowWatch.Core.Accounts;

/// <summary>
/// How a bucket is set up. "Not configured" is a fact like any other (no rules, no document, no algorithm); only what could not be looked
/// at is a failure. The public access block of the whole account is kept by another service (S3 Control) and is not part of this: where
/// it is on, it holds for a bucket whose own flags are off.
/// </summary>
public sealed record BucketPosture
{
    /// <summary>Name of the bucket.</summary>
    public required string Bucket { get; init; }

    /// <summary>Where it is. Its failure NotFound says that there is no such bucket.</summary>
    public required Fact<BucketLocation> Location { get; init; }

    /// <summary>What happens to objects with time.</summary>
    public required Fact<BucketLifecycle> Lifecycle { get; init; }

    /// <summary>How new objects are encrypted.</summary>
    public required Fact<BucketEncryption> Encryption { get; init; }

    /// <summary>Whether old versions are kept.</summary>
    public required Fact<BucketVersioning> Versioning { get; init; }

    /// <summary>Whether objects can be locked, and whether new ones are.</summary>
    public required Fact<BucketObjectLock> ObjectLock { get; init; }

    /// <summary>Whether public access is kept out.</summary>
    public required Fact<BucketPublicAccessBlock> PublicAccessBlock { get; init; }

    /// <summary>Who may do what.</summary>
    public required Fact<BucketPolicy> Policy { get; init; }

    /// <summary>Whether AWS takes the policy for public.</summary>
    public required Fact<BucketPolicyStatus> PolicyStatus { get; init; }
}
