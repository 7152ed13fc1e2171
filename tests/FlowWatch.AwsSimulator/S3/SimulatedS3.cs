using System.Collections.Concurrent;
using System.Net;
using FlowWatch.AwsSimulator.Identities;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>
/// Amazon S3 with path-style addresses: listing (version 2), objects, restores, and a bucket's lifecycle, encryption, versioning, Object
/// Lock, public access block and policy.
/// </summary>
public sealed class SimulatedS3 : ISimulatedService
{
    private readonly ConcurrentDictionary<string, SimulatedBucket> buckets = new(StringComparer.Ordinal);
    private readonly IdentityRegistry identities;

    internal SimulatedS3(IdentityRegistry identities) => this.identities = identities;

    string ISimulatedService.SigningName => "s3";

    IWireProtocol ISimulatedService.Protocol { get; } = new S3Protocol();

    /// <summary>Adds a bucket.</summary>
    /// <param name="account">The owner.</param>
    /// <param name="region">Where it is; requests signed for another region are sent there.</param>
    /// <param name="name">The name, one of a kind over all accounts.</param>
    public SimulatedBucket AddBucket(string account, string region, string name)
    {
        identities.AddAccount(account);
        var bucket = new SimulatedBucket(name, account, region);
        return buckets.TryAdd(name, bucket) ? bucket : throw new ArgumentException($"There is a bucket {name} already.", nameof(name));
    }

    Task<SimulatedResponse> ISimulatedService.AnswerAsync(SimulatedRequest request, CancellationToken cancellationToken)
    {
        var (name, key) = S3Path.Of(request.Wire);
        if (!buckets.TryGetValue(name, out var bucket))
        {
            throw new SimulatedServiceException("NoSuchBucket", "The specified bucket does not exist", HttpStatusCode.NotFound)
            {
                Details = [new("BucketName", name)],
            };
        }

        if (bucket.Region != request.Region) throw ElsewhereError(bucket);
        return Task.FromResult(request.Action switch
        {
            "ListObjectsV2" => List(request, bucket),
            "HeadBucket" => BucketOperations.Head(request, bucket),
            "GetBucketLocation" => BucketOperations.Location(request, bucket),
            "GetBucketPolicyStatus" => BucketOperations.PolicyStatus(request, bucket),
            "GetObject" => ObjectOperations.Get(request, bucket, key),
            "HeadObject" => ObjectOperations.Head(request, bucket, key),
            "PutObject" => ObjectOperations.Put(request, bucket, key),
            "DeleteObject" => ObjectOperations.Delete(request, bucket, key),
            "RestoreObject" => RestoreOperation.Answer(request, bucket, key),
            _ => BucketOperations.Setting(request, bucket, BucketSetting.Of(request.Wire.Query)!),
        });
    }

    private static SimulatedResponse List(SimulatedRequest request, SimulatedBucket bucket)
    {
        BucketAccess.Demand(request, bucket, "s3:ListBucket", bucket.Arn);
        return ObjectListing.Answer(request, bucket);
    }

    /// <summary>One endpoint stands for all regions here, so the region of the signature tells which one was spoken to.</summary>
    private static SimulatedServiceException ElsewhereError(SimulatedBucket bucket) => new(
        "PermanentRedirect",
        "The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.",
        HttpStatusCode.MovedPermanently)
    {
        Details = [new("Endpoint", $"{bucket.Name}.s3.{bucket.Region}.amazonaws.com"), new("Bucket", bucket.Name)],
        Headers = new Dictionary<string, string> { ["x-amz-bucket-region"] = bucket.Region },
    };
}
