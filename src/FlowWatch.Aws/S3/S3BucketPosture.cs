using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.S3;

/// <summary>
/// Reads how a bucket is set up. Where a part is not configured, S3 answers 404 with a code of its own; the SDK throws for some of
/// these and hides others behind an empty response, that of a missing bucket among them. So it is asked first whether the bucket is there.
/// </summary>
/// <param name="options">Which bucket.</param>
/// <param name="bucket">What asks.</param>
internal sealed class S3BucketPosture(S3ArchiveOptions options, S3BucketClient bucket)
{
    public async Task<BucketPosture> ReadAsync(CancellationToken cancellationToken)
    {
        var location = await LocationAsync(cancellationToken).ConfigureAwait(false);
        var lifecycle = LifecycleAsync(location, cancellationToken);
        var encryption = EncryptionAsync(location, cancellationToken);
        var versioning = VersioningAsync(location, cancellationToken);
        var objectLock = ObjectLockAsync(location, cancellationToken);
        var publicAccessBlock = PublicAccessBlockAsync(location, cancellationToken);
        var policy = PolicyAsync(location, cancellationToken);
        var policyStatus = PolicyStatusAsync(location, cancellationToken);
        return new BucketPosture
        {
            Bucket = options.Bucket,
            Location = location,
            Lifecycle = await lifecycle.ConfigureAwait(false),
            Encryption = await encryption.ConfigureAwait(false),
            Versioning = await versioning.ConfigureAwait(false),
            ObjectLock = await objectLock.ConfigureAwait(false),
            PublicAccessBlock = await publicAccessBlock.ConfigureAwait(false),
            Policy = await policy.ConfigureAwait(false),
            PolicyStatus = await policyStatus.ConfigureAwait(false),
        };
    }

    private Task<Fact<BucketLocation>> LocationAsync(CancellationToken cancellationToken) => bucket.AskAsync<BucketLocation>(
        "s3:ListBucket",
        bucket.Arn,
        async client =>
        {
            var request = new HeadBucketRequest { BucketName = options.Bucket, ExpectedBucketOwner = options.ExpectedOwner };
            var response = await client.HeadBucketAsync(request, cancellationToken).ConfigureAwait(false);
            return new BucketLocation(string.IsNullOrEmpty(response.BucketRegion) ? null : response.BucketRegion);
        },
        cancellationToken);

    private Task<Fact<BucketLifecycle>> LifecycleAsync(Fact<BucketLocation> location, CancellationToken cancellationToken) => AskAsync(
        location,
        "s3:GetLifecycleConfiguration",
        async client =>
        {
            var request = new GetLifecycleConfigurationRequest { BucketName = options.Bucket, ExpectedBucketOwner = options.ExpectedOwner };
            var response = await client.GetLifecycleConfigurationAsync(request, cancellationToken).ConfigureAwait(false);
            return IsHidden(response) ? null : S3Shapes.Lifecycle(response);
        },
        new BucketLifecycle([], LifecycleMinimumSize.Unknown),
        "NoSuchLifecycleConfiguration",
        cancellationToken);

    private Task<Fact<BucketEncryption>> EncryptionAsync(Fact<BucketLocation> location, CancellationToken cancellationToken) => AskAsync(
        location,
        "s3:GetEncryptionConfiguration",
        async client =>
        {
            var request = new GetBucketEncryptionRequest { BucketName = options.Bucket, ExpectedBucketOwner = options.ExpectedOwner };
            var response = await client.GetBucketEncryptionAsync(request, cancellationToken).ConfigureAwait(false);
            return IsHidden(response) ? null : S3Shapes.Encryption(response.ServerSideEncryptionConfiguration);
        },
        new BucketEncryption(null, null, false),
        "ServerSideEncryptionConfigurationNotFoundError",
        cancellationToken);

    private Task<Fact<BucketVersioning>> VersioningAsync(Fact<BucketLocation> location, CancellationToken cancellationToken) => AskAsync(
        location,
        "s3:GetBucketVersioning",
        async client =>
        {
            var request = new GetBucketVersioningRequest { BucketName = options.Bucket, ExpectedBucketOwner = options.ExpectedOwner };
            var response = await client.GetBucketVersioningAsync(request, cancellationToken).ConfigureAwait(false);
            return S3Shapes.Versioning(response.VersioningConfig);
        },
        new BucketVersioning(BucketVersioningStatus.NeverEnabled, false),
        null,
        cancellationToken);

    private Task<Fact<BucketObjectLock>> ObjectLockAsync(Fact<BucketLocation> location, CancellationToken cancellationToken) => AskAsync(
        location,
        "s3:GetBucketObjectLockConfiguration",
        async client =>
        {
            var request = new GetObjectLockConfigurationRequest { BucketName = options.Bucket, ExpectedBucketOwner = options.ExpectedOwner };
            var response = await client.GetObjectLockConfigurationAsync(request, cancellationToken).ConfigureAwait(false);
            return S3Shapes.ObjectLock(response.ObjectLockConfiguration);
        },
        new BucketObjectLock(false, null),
        "ObjectLockConfigurationNotFoundError",
        cancellationToken);

    private Task<Fact<BucketPublicAccessBlock>> PublicAccessBlockAsync(Fact<BucketLocation> location, CancellationToken cancellationToken) => AskAsync(
        location,
        "s3:GetBucketPublicAccessBlock",
        async client =>
        {
            var request = new GetPublicAccessBlockRequest { BucketName = options.Bucket, ExpectedBucketOwner = options.ExpectedOwner };
            var response = await client.GetPublicAccessBlockAsync(request, cancellationToken).ConfigureAwait(false);
            return S3Shapes.PublicAccessBlock(response.PublicAccessBlockConfiguration);
        },
        new BucketPublicAccessBlock(false, false, false, false),
        "NoSuchPublicAccessBlockConfiguration",
        cancellationToken);

    private Task<Fact<BucketPolicy>> PolicyAsync(Fact<BucketLocation> location, CancellationToken cancellationToken) => AskAsync(
        location,
        "s3:GetBucketPolicy",
        async client =>
        {
            var request = new GetBucketPolicyRequest { BucketName = options.Bucket, ExpectedBucketOwner = options.ExpectedOwner };
            var response = await client.GetBucketPolicyAsync(request, cancellationToken).ConfigureAwait(false);
            // The SDK gives the text of the error for the policy when it hides a 404.
            return IsHidden(response) ? null : new BucketPolicy(string.IsNullOrWhiteSpace(response.Policy) ? null : response.Policy);
        },
        new BucketPolicy(null),
        "NoSuchBucketPolicy",
        cancellationToken);

    private Task<Fact<BucketPolicyStatus>> PolicyStatusAsync(Fact<BucketLocation> location, CancellationToken cancellationToken) => AskAsync(
        location,
        "s3:GetBucketPolicyStatus",
        async client =>
        {
            var request = new GetBucketPolicyStatusRequest { BucketName = options.Bucket, ExpectedBucketOwner = options.ExpectedOwner };
            var response = await client.GetBucketPolicyStatusAsync(request, cancellationToken).ConfigureAwait(false);
            return S3Shapes.PolicyStatus(response.PolicyStatus);
        },
        new BucketPolicyStatus(false),
        "NoSuchBucketPolicy",
        cancellationToken);

    /// <summary>Asks for one part. Null from S3 and the given code say that it is not configured.</summary>
    private async Task<Fact<T>> AskAsync<T>(
        Fact<BucketLocation> location, string action, Func<IAmazonS3, Task<T?>> ask, T none, string? noneCode, CancellationToken cancellationToken)
        where T : class
    {
        // Nothing else can come of the other calls then.
        if (location.Failure is { Kind: FactFailureKind.NotFound or FactFailureKind.NoCredentials } failure) return failure with { Action = action };

        return await bucket.AskAsync<T>(
            action,
            bucket.Arn,
            async client =>
            {
                try
                {
                    return await ask(client).ConfigureAwait(false) is { } found ? found : NotConfigured(location, action, none);
                }
                catch (AmazonS3Exception error) when (error.ErrorCode == noneCode)
                {
                    return none;
                }
                catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.MethodNotAllowed)
                {
                    return new FactFailure(
                        FactFailureKind.AccessDenied, action, bucket.Arn, "S3 answers only to the account that owns the bucket, and the credentials are of another");
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    // A refusal says that the bucket is there. Otherwise the empty response may stand for a bucket that is not.
    private static Fact<T> NotConfigured<T>(Fact<BucketLocation> location, string action, T none)
        where T : class =>
        location.IsKnown || location.Failure.Kind == FactFailureKind.AccessDenied ? none : location.Failure with { Action = action };

    private static bool IsHidden(AmazonWebServiceResponse response) => response.HttpStatusCode == HttpStatusCode.NotFound;
}
