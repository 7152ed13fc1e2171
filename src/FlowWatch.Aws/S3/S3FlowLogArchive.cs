using System.Runtime.CompilerServices;
using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.S3;

/// <summary>Reads one bucket.</summary>
/// <param name="options">Which bucket, and what may be asked of it.</param>
/// <param name="clientOf">Gives a client for a region; whoever gives them keeps and disposes of them.</param>
internal sealed class S3FlowLogArchive(S3ArchiveOptions options, Func<string, IAmazonS3> clientOf) : IFlowLogArchive
{
    private const string ListAction = "s3:ListBucket";

    /// <summary>The most that S3 gives in one page.</summary>
    private const int PageSize = 1_000;

    private readonly S3BucketClient bucket = new(options, clientOf);

    public async IAsyncEnumerable<Fact<ArchivePage>> ListAsync(
        string prefix, string? startAfter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? token = null;
        do
        {
            var request = ListRequest(prefix, startAfter, token);
            var fact = await bucket.AskAsync<S3Page>(
                ListAction,
                bucket.Arn,
                async client => S3Shapes.Page(await client.ListObjectsV2Async(request, cancellationToken).ConfigureAwait(false)),
                cancellationToken).ConfigureAwait(false);
            if (!fact.IsKnown)
            {
                yield return fact.Failure;
                yield break;
            }

            yield return fact.Value.Page;

            var next = fact.Value.NextToken;
            if (!fact.Value.Page.IsLast && (string.IsNullOrEmpty(next) || next == token))
            {
                yield return new FactFailure(FactFailureKind.Unexpected, ListAction, bucket.Arn, "there are more pages, but S3 does not say how to go on");
                yield break;
            }

            token = fact.Value.Page.IsLast ? null : next;
        }
        while (token is not null);
    }

    public Task<BucketPosture> PostureAsync(CancellationToken cancellationToken) => new S3BucketPosture(options, bucket).ReadAsync(cancellationToken);

    public Task<Fact<ArchiveObjectDetails>> DetailsAsync(string key, CancellationToken cancellationToken) => bucket.AskAsync<ArchiveObjectDetails>(
        "s3:GetObject",
        bucket.ArnOf(key),
        async client =>
        {
            var request = new GetObjectMetadataRequest { BucketName = options.Bucket, Key = key, ExpectedBucketOwner = options.ExpectedOwner };
            return S3Shapes.Details(key, await client.GetObjectMetadataAsync(request, cancellationToken).ConfigureAwait(false));
        },
        cancellationToken);

    public async Task<ArchiveRestoreResult> RestoreAsync(ArchiveRestoreRequest request, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Days, 1);
        if (!options.RestoreEnabled) return new ArchiveRestoreResult(ArchiveRestoreOutcome.SwitchedOff);
        if (S3Restore.KnownBeforehand(request) is { } outcome) return new ArchiveRestoreResult(outcome);

        try
        {
            var response = await bucket.CallAsync(client => client.RestoreObjectAsync(S3Restore.Request(request, options), cancellationToken)).ConfigureAwait(false);
            return new ArchiveRestoreResult(S3Restore.Outcome(response.HttpStatusCode));
        }
        catch (Exception error) when (!(error is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return S3Restore.Result(error, bucket.Explained(AwsFailures.From(error, "s3:RestoreObject", bucket.ArnOf(request.Key))));
        }
    }

    private ListObjectsV2Request ListRequest(string prefix, string? startAfter, string? token) => new()
    {
        BucketName = options.Bucket,
        Prefix = prefix.Length == 0 ? null : prefix,
        StartAfter = token is null ? startAfter : null,
        ContinuationToken = token,
        MaxKeys = PageSize,
        // A key may have characters that XML has not; one such key would make the page unreadable.
        Encoding = EncodingType.Url,
        // Tells of restored copies without s3:GetObject, and without a call for each object.
        OptionalObjectAttributes = [OptionalObjectAttributes.RestoreStatus.Value],
        ExpectedBucketOwner = options.ExpectedOwner,
    };
}
