using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using FlowWatch.Aws.S3;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests.S3;

public class S3RestoreTests
{
    private static readonly S3ArchiveOptions Options = new() { Bucket = "archive", Region = "eu-central-1", ExpectedOwner = "123456789012" };

    [Theory]
    [InlineData(null, ArchiveRestoreTier.Expedited, null)]
    [InlineData("GLACIER", ArchiveRestoreTier.Expedited, null)]
    [InlineData("DEEP_ARCHIVE", ArchiveRestoreTier.Standard, null)]
    [InlineData("DEEP_ARCHIVE", ArchiveRestoreTier.Bulk, null)]
    [InlineData("DEEP_ARCHIVE", ArchiveRestoreTier.Expedited, ArchiveRestoreOutcome.TierNotAllowed)]
    [InlineData("INTELLIGENT_TIERING", ArchiveRestoreTier.Expedited, null)]
    [InlineData("STANDARD", ArchiveRestoreTier.Standard, ArchiveRestoreOutcome.NotArchived)]
    [InlineData("GLACIER_IR", ArchiveRestoreTier.Standard, ArchiveRestoreOutcome.NotArchived)]
    public void KnownBeforehand_OfClassAndTier_IsWhatAwsWouldRefuse(string? storageClass, ArchiveRestoreTier tier, ArchiveRestoreOutcome? outcome) =>
        Assert.Equal(outcome, S3Restore.KnownBeforehand(new ArchiveRestoreRequest("key", 1, tier, storageClass)));

    [Theory]
    [InlineData("GLACIER", 5)]
    [InlineData(null, 5)]
    [InlineData("INTELLIGENT_TIERING", null)]
    public void Request_Days_AreNotForIntelligentTiering(string? storageClass, int? days) =>
        Assert.Equal(days, S3Restore.Request(new ArchiveRestoreRequest("key", 5, ArchiveRestoreTier.Bulk, storageClass), Options).Days);

    [Fact]
    public void Request_HasBucketOwnerKeyAndTier()
    {
        var request = S3Restore.Request(new ArchiveRestoreRequest("key", 5, ArchiveRestoreTier.Bulk), Options);

        Assert.Equal(("archive", "123456789012", "key", "Bulk"), (request.BucketName, request.ExpectedBucketOwner, request.Key, request.Tier.Value));
        Assert.Null(request.RetrievalTier);
    }

    [Theory]
    [InlineData("RestoreAlreadyInProgress", 409, "Object restore is already in progress", ArchiveRestoreOutcome.AlreadyInProgress)]
    [InlineData("InvalidObjectState", 403, "Restore is not allowed for the object's current storage class", ArchiveRestoreOutcome.NotArchived)]
    [InlineData("GlacierExpeditedRetrievalNotAvailable", 503, "Glacier expedited retrievals are currently not available", ArchiveRestoreOutcome.TierNotAllowed)]
    [InlineData("InvalidRequest", 400, "Retrieval option is not supported by this storage class", ArchiveRestoreOutcome.TierNotAllowed)]
    [InlineData("InvalidRequest", 400, "Something else", ArchiveRestoreOutcome.Failed)]
    [InlineData("MalformedXML", 400, "The tier is malformed", ArchiveRestoreOutcome.Failed)]
    [InlineData("NoSuchKey", 404, "The specified key does not exist.", ArchiveRestoreOutcome.NotFound)]
    [InlineData("AccessDenied", 403, "Access Denied", ArchiveRestoreOutcome.Refused)]
    [InlineData("ExpiredToken", 400, "The provided token has expired.", ArchiveRestoreOutcome.Refused)]
    [InlineData("SlowDown", 503, "Please reduce your request rate.", ArchiveRestoreOutcome.Failed)]
    public void Result_OfAnError_SaysWhatCameOfIt(string code, int status, string message, ArchiveRestoreOutcome outcome)
    {
        var error = new AmazonS3Exception(message, ErrorType.Unknown, code, "request-1", (HttpStatusCode)status);
        var result = S3Restore.Result(error, AwsFailures.From(error, "s3:RestoreObject", "arn:aws:s3:::archive/key"));

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(message, result.Failure?.Message, StringComparison.Ordinal);
    }
}
