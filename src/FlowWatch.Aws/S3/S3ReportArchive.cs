using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.Aws.Clients;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Reports.Copies;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws.S3;

/// <summary>
/// Puts reports into archive buckets. Encryption, lock and retention are the bucket's defaults: nothing is asked for that would need more
/// permissions, or weaken what the bucket does by itself.
/// </summary>
/// <param name="clients">The clients of the deployment.</param>
public sealed class S3ReportArchive(AwsClients clients) : IReportArchive
{
    private const string Action = "s3:PutObject";

    /// <inheritdoc/>
    public async Task<Fact<ReportCopy>> PutAsync(MonitoredTarget target, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Archive is not { Reports: { } prefix } archive) throw new ArgumentException($"Target {target.Name} names no place for reports.", nameof(target));
        var options = new S3ArchiveOptions { Bucket = archive.Bucket, Region = target.Region, ExpectedOwner = archive.Owner ?? target.Account };
        var bucket = new S3BucketClient(options, region => clients.S3(target, region));
        var (key, digest) = (prefix + name, Digest(content.Span));
        var put = await bucket.AskAsync<ReportCopy>(
            Action,
            bucket.ArnOf(key),
            async client =>
            {
                try
                {
                    return await PutAsync(client, options, key, content, digest, cancellationToken).ConfigureAwait(false);
                }
                catch (AmazonServiceException error) when (error.StatusCode is HttpStatusCode.PreconditionFailed)
                {
                    return new ReportCopy(key, WasThere: true, null);
                }
            },
            cancellationToken).ConfigureAwait(false);
        return put.Value is { WasThere: true } ? await WhatIsThereAsync(bucket, options, key, content.Length, digest, cancellationToken).ConfigureAwait(false) : put;
    }

    private static async Task<ReportCopy> PutAsync(IAmazonS3 client, S3ArchiveOptions options, string key, ReadOnlyMemory<byte> content, byte[] digest, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        var request = new PutObjectRequest
        {
            BucketName = options.Bucket,
            Key = key,
            InputStream = stream,
            ContentType = "application/json",
            // A bucket with Object Lock takes no object without one.
            MD5Digest = Convert.ToBase64String(digest),
            IfNoneMatch = "*",
            ExpectedBucketOwner = options.ExpectedOwner,
            AutoCloseStream = false,
        };
        var response = await client.PutObjectAsync(request, cancellationToken).ConfigureAwait(false);
        return new ReportCopy(key, WasThere: false, response.ServerSideEncryptionMethod?.Value);
    }

    // The listing tells enough, and may be asked for anyway: reading the object would need one permission more.
    private static Task<Fact<ReportCopy>> WhatIsThereAsync(S3BucketClient bucket, S3ArchiveOptions options, string key, long size, byte[] digest, CancellationToken cancellationToken) => bucket.AskAsync<ReportCopy>(
        "s3:ListBucket",
        bucket.Arn,
        async client =>
        {
            var page = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = options.Bucket, Prefix = key, MaxKeys = 1, ExpectedBucketOwner = options.ExpectedOwner }, cancellationToken).ConfigureAwait(false);
            var there = (page.S3Objects ?? []).FirstOrDefault(one => one.Key == key);
            var isSame = there?.ETag?.Trim('"') == Convert.ToHexStringLower(digest)
                // Under a KMS key the entity tag is no digest of the content; then the size must do.
                || (there?.Size == size && await IsUnderKeyAsync(client, options, cancellationToken).ConfigureAwait(false));
            return isSame
                ? new ReportCopy(key, WasThere: true, null)
                : new FactFailure(FactFailureKind.Unexpected, Action, bucket.ArnOf(key), "another object is there under this name, and FlowWatch writes over nothing; see whose it is, or give the reports another prefix");
        },
        cancellationToken);

    private static async Task<bool> IsUnderKeyAsync(IAmazonS3 client, S3ArchiveOptions options, CancellationToken cancellationToken)
    {
        var response = await client.GetBucketEncryptionAsync(new GetBucketEncryptionRequest { BucketName = options.Bucket, ExpectedBucketOwner = options.ExpectedOwner }, cancellationToken).ConfigureAwait(false);
        return (response.ServerSideEncryptionConfiguration?.ServerSideEncryptionRules ?? []).Exists(rule => rule.ServerSideEncryptionByDefault?.ServerSideEncryptionAlgorithm is { } algorithm && algorithm != ServerSideEncryptionMethod.AES256);
    }

    // The algorithm is S3's own for Content-MD5 and entity tags; what proves that nobody changed a report is its chain.
#pragma warning disable CA5351
    private static byte[] Digest(ReadOnlySpan<byte> content) => MD5.HashData(content);
#pragma warning restore CA5351
}
