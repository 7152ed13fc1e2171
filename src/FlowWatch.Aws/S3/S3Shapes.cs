using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using FlowWatch.Core.Accounts;
using ObjectLockMode = FlowWatch.Core.Accounts.ObjectLockMode;

namespace FlowWatch.Aws.S3;

/// <summary>From the SDK's shapes to FlowWatch's. In SDK v4 every property may be null, collections too.</summary>
internal static class S3Shapes
{
    public static S3Page Page(ListObjectsV2Response response) => new(
        new ArchivePage([.. (response.S3Objects ?? []).Select(one => Object(one, response.Encoding))], response.IsTruncated != true),
        response.NextContinuationToken);

    public static ArchiveObject Object(S3Object one, EncodingType? encoding) => new(
        // The SDK leaves keys as they came. In this encoding a blank is a plus sign.
        encoding == EncodingType.Url ? WebUtility.UrlDecode(one.Key) : one.Key,
        one.Size ?? throw new InvalidDataException("the answer has an object without a size"),
        AwsTime.Utc(one.LastModified) ?? throw new InvalidDataException("the answer has an object without a time"),
        Text(one.StorageClass?.Value) ?? StorageClasses.Standard,
        Unquoted(one.ETag),
        one.RestoreStatus is { } restore ? Restore(restore.IsRestoreInProgress, restore.RestoreExpiryDate) : null);

    public static ArchiveObjectDetails Details(string key, GetObjectMetadataResponse response) => new()
    {
        Key = key,
        Size = response.ContentLength,
        LastModified = AwsTime.Utc(response.LastModified),
        ETag = Unquoted(response.ETag),
        // S3 sends the class of all objects but those of the standard class.
        StorageClass = Text(response.StorageClass?.Value) ?? StorageClasses.Standard,
        ArchiveTier = Text(response.ArchiveStatus?.Value),
        Restore = Restore(response.RestoreInProgress, response.RestoreExpiration),
        LockMode = Text(response.ObjectLockMode?.Value) is { } mode ? LockMode(mode) : null,
        LockedUntil = AwsTime.Utc(response.ObjectLockRetainUntilDate),
        HasLegalHold = response.ObjectLockLegalHoldStatus?.Value switch { "ON" => true, "OFF" => false, _ => null },
        EncryptionAlgorithm = Text(response.ServerSideEncryptionMethod?.Value),
        KmsKeyId = Text(response.ServerSideEncryptionKeyManagementServiceKeyId),
    };

    public static BucketLifecycle Lifecycle(GetLifecycleConfigurationResponse response) => new(
        [.. (response.Configuration?.Rules ?? []).Select(S3LifecycleRules.Rule)],
        response.TransitionDefaultMinimumObjectSize?.Value switch
        {
            "all_storage_classes_128K" => LifecycleMinimumSize.AllClasses128Kib,
            "varies_by_storage_class" => LifecycleMinimumSize.VariesByClass,
            _ => LifecycleMinimumSize.Unknown,
        });

    public static BucketEncryption Encryption(ServerSideEncryptionConfiguration? configuration)
    {
        // S3 takes exactly one rule.
        var rule = configuration?.ServerSideEncryptionRules?.FirstOrDefault();
        var byDefault = rule?.ServerSideEncryptionByDefault;
        return new BucketEncryption(
            Text(byDefault?.ServerSideEncryptionAlgorithm?.Value), Text(byDefault?.ServerSideEncryptionKeyManagementServiceKeyId), rule?.BucketKeyEnabled ?? false);
    }

    public static BucketVersioning Versioning(S3BucketVersioningConfig? configuration) => new(
        configuration?.Status?.Value switch
        {
            null or "" or "Off" => BucketVersioningStatus.NeverEnabled,
            "Enabled" => BucketVersioningStatus.Enabled,
            "Suspended" => BucketVersioningStatus.Suspended,
            _ => BucketVersioningStatus.Unknown,
        },
        configuration?.EnableMfaDelete ?? false);

    public static BucketObjectLock ObjectLock(ObjectLockConfiguration? configuration) => new(
        configuration?.ObjectLockEnabled?.Value == "Enabled",
        configuration?.Rule?.DefaultRetention is { } retention
            ? new DefaultObjectLock(LockMode(retention.Mode?.Value), Positive(retention.Days), Positive(retention.Years))
            : null);

    public static BucketPublicAccessBlock PublicAccessBlock(PublicAccessBlockConfiguration? flags) => new(
        flags?.BlockPublicAcls ?? false, flags?.IgnorePublicAcls ?? false, flags?.BlockPublicPolicy ?? false, flags?.RestrictPublicBuckets ?? false);

    public static BucketPolicyStatus PolicyStatus(PolicyStatus? status) =>
        new(status?.IsPublic ?? throw new InvalidDataException("the answer does not say whether the policy is public"));

    // A copy that is neither being made nor has an end is none.
    private static ObjectRestore? Restore(bool? isInProgress, DateTime? expiry) =>
        isInProgress == true ? new ObjectRestore(true, null) : AwsTime.Utc(expiry) is { } until ? new ObjectRestore(false, until) : null;

    private static ObjectLockMode LockMode(string? mode) => mode switch
    {
        "GOVERNANCE" => ObjectLockMode.Governance,
        "COMPLIANCE" => ObjectLockMode.Compliance,
        _ => ObjectLockMode.Unknown,
    };

    private static int? Positive(int? number) => number > 0 ? number : null;

    private static string Unquoted(string? tag) => tag?.Trim('"') ?? "";

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
