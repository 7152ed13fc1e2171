using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.S3;

/// <summary>What S3's answers to RestoreObject mean.</summary>
internal static class S3Restore
{
    /// <summary>What AWS would refuse for the object's class anyway; null where it must be asked.</summary>
    public static ArchiveRestoreOutcome? KnownBeforehand(ArchiveRestoreRequest request) => request.StorageClass switch
    {
        null or StorageClasses.Glacier or StorageClasses.IntelligentTiering => null,
        StorageClasses.DeepArchive => request.Tier == ArchiveRestoreTier.Expedited ? ArchiveRestoreOutcome.TierNotAllowed : null,
        _ => ArchiveRestoreOutcome.NotArchived,
    };

    public static RestoreObjectRequest Request(ArchiveRestoreRequest request, S3ArchiveOptions options) => new()
    {
        BucketName = options.Bucket,
        Key = request.Key,
        // Intelligent-Tiering moves the object itself and takes no days.
        Days = request.StorageClass == StorageClasses.IntelligentTiering ? null : request.Days,
        Tier = request.Tier switch
        {
            ArchiveRestoreTier.Standard => GlacierJobTier.Standard,
            ArchiveRestoreTier.Bulk => GlacierJobTier.Bulk,
            ArchiveRestoreTier.Expedited => GlacierJobTier.Expedited,
            _ => throw new ArgumentOutOfRangeException(nameof(request), request.Tier, "There is no such tier."),
        },
        ExpectedBucketOwner = options.ExpectedOwner,
    };

    public static ArchiveRestoreOutcome Outcome(HttpStatusCode status) =>
        status == HttpStatusCode.Accepted ? ArchiveRestoreOutcome.Started : ArchiveRestoreOutcome.AlreadyRestored;

    public static ArchiveRestoreResult Result(Exception error, FactFailure failure) => new(Outcome(error, failure), failure);

    private static ArchiveRestoreOutcome Outcome(Exception error, FactFailure failure) => (error as AmazonServiceException)?.ErrorCode switch
    {
        "RestoreAlreadyInProgress" => ArchiveRestoreOutcome.AlreadyInProgress,
        "InvalidObjectState" => ArchiveRestoreOutcome.NotArchived,
        "GlacierExpeditedRetrievalNotAvailable" => ArchiveRestoreOutcome.TierNotAllowed,
        // A tier that the class has not got comes under general codes; only the text names it ("Retrieval option is not supported by …").
        "InvalidRequest" or "InvalidArgument" when IsAboutTheTier(error.Message) => ArchiveRestoreOutcome.TierNotAllowed,
        _ => failure.Kind switch
        {
            FactFailureKind.NotFound => ArchiveRestoreOutcome.NotFound,
            FactFailureKind.AccessDenied or FactFailureKind.NoCredentials => ArchiveRestoreOutcome.Refused,
            _ => ArchiveRestoreOutcome.Failed,
        },
    };

    private static bool IsAboutTheTier(string message) =>
        message.Contains("retrieval", StringComparison.OrdinalIgnoreCase) || message.Contains("tier", StringComparison.OrdinalIgnoreCase);
}
