using Amazon.S3;
using Amazon.S3.Model;

namespace FlowWatch.Aws.Access;

/// <summary>Actions of S3, on the target's archive.</summary>
internal static class S3Trials
{
    /// <summary>The action that lists the archive.</summary>
    public const string Listing = "s3:ListBucket";

    private static readonly string WrongDigest = Convert.ToBase64String(new byte[16]);

    private static readonly string[] ObjectIsNotThere = ["NoSuchKey", "NotFound"];

    public static IEnumerable<KeyValuePair<string, AccessTrial>> All =>
    [
        new(Listing, Ask((s3, place, token) => s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = place.Target.Archive!.Bucket, Prefix = place.Target.Archive.Prefix, MaxKeys = 1, ExpectedBucketOwner = place.Owner }, token))),
        new("s3:GetLifecycleConfiguration", Ask((s3, place, token) => s3.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = place.Target.Archive!.Bucket, ExpectedBucketOwner = place.Owner }, token), "NoSuchLifecycleConfiguration")),
        new("s3:GetEncryptionConfiguration", Ask((s3, place, token) => s3.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = place.Target.Archive!.Bucket, ExpectedBucketOwner = place.Owner }, token), "ServerSideEncryptionConfigurationNotFoundError")),
        new("s3:GetBucketVersioning", Ask((s3, place, token) => s3.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = place.Target.Archive!.Bucket, ExpectedBucketOwner = place.Owner }, token))),
        new("s3:GetBucketObjectLockConfiguration", Ask((s3, place, token) => s3.GetObjectLockConfigurationAsync(new GetObjectLockConfigurationRequest { BucketName = place.Target.Archive!.Bucket, ExpectedBucketOwner = place.Owner }, token), "ObjectLockConfigurationNotFoundError")),
        new("s3:GetBucketPublicAccessBlock", Ask((s3, place, token) => s3.GetPublicAccessBlockAsync(new GetPublicAccessBlockRequest { BucketName = place.Target.Archive!.Bucket, ExpectedBucketOwner = place.Owner }, token), "NoSuchPublicAccessBlockConfiguration")),
        new("s3:GetBucketPolicy", Ask((s3, place, token) => s3.GetBucketPolicyAsync(new GetBucketPolicyRequest { BucketName = place.Target.Archive!.Bucket, ExpectedBucketOwner = place.Owner }, token), "NoSuchBucketPolicy")),
        new("s3:GetBucketPolicyStatus", Ask((s3, place, token) => s3.GetBucketPolicyStatusAsync(new GetBucketPolicyStatusRequest { BucketName = place.Target.Archive!.Bucket, ExpectedBucketOwner = place.Owner }, token), "NoSuchBucketPolicy")),

        // Asked about an object that is not there: S3 says so to whoever may list the bucket and do this, and refuses all others.
        new("s3:GetObject", Ask((s3, place, token) => s3.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = place.Target.Archive!.Bucket, Key = place.MissingKey, ExpectedBucketOwner = place.Owner }, token), ObjectIsNotThere)),
        new("s3:RestoreObject", Ask((s3, place, token) => s3.RestoreObjectAsync(new RestoreObjectRequest { BucketName = place.Target.Archive!.Bucket, Key = place.MissingKey, Days = 1, ExpectedBucketOwner = place.Owner }, token), ObjectIsNotThere)),

        // S3 looks at who asks first and at the content then: what does not match its digest is written by nobody.
        new("s3:PutObject", AccessTrial.Ask((place, token) => place.Bucket.CallAsync(s3 => s3.PutObjectAsync(new PutObjectRequest { BucketName = place.Target.Archive!.Bucket, Key = $"{place.Target.Archive.Reports}flowwatch-doctor", ContentBody = "never written", MD5Digest = WrongDigest, IfNoneMatch = "*", ExpectedBucketOwner = place.Owner }, token)), "BadDigest")),
    ];

    /// <summary>Actions that are tried on an object that is not there.</summary>
    public static IReadOnlyList<string> OnObjects { get; } = ["s3:GetObject", "s3:RestoreObject"];

    private static AccessTrial Ask<T>(Func<IAmazonS3, TrialPlace, CancellationToken, Task<T>> call, params IReadOnlyList<string> allowedCodes) =>
        AccessTrial.Ask((place, token) => place.Bucket.CallAsync(s3 => call(s3, place, token)), allowedCodes);
}
