using System.Net;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>A part of a bucket's configuration that is put, got and deleted as one document.</summary>
/// <param name="Query">The query parameter that names it.</param>
/// <param name="Name">The operations' name, after Get and Put.</param>
/// <param name="DeleteName">The operation that deletes it; null when there is none.</param>
/// <param name="GetPermission">The IAM action to get it.</param>
/// <param name="PutPermission">The IAM action to put and, with some, to delete it.</param>
/// <param name="Root">The document's root element; null for JSON.</param>
/// <param name="Absent">The error when the bucket has none; null when the answer is then an empty document.</param>
internal sealed record BucketSetting(
    string Query, string Name, string? DeleteName, string GetPermission, string PutPermission, string? Root, ErrorWithMessage? Absent)
{
    /// <summary>What happens to objects with age.</summary>
    public static readonly BucketSetting Lifecycle = new(
        "lifecycle", "BucketLifecycleConfiguration", "DeleteBucketLifecycle", "s3:GetLifecycleConfiguration", "s3:PutLifecycleConfiguration",
        "LifecycleConfiguration", new("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist"));

    /// <summary>The default encryption.</summary>
    public static readonly BucketSetting Encryption = new(
        "encryption", "BucketEncryption", "DeleteBucketEncryption", "s3:GetEncryptionConfiguration", "s3:PutEncryptionConfiguration",
        "ServerSideEncryptionConfiguration",
        new("ServerSideEncryptionConfigurationNotFoundError", "The server side encryption configuration was not found"));

    /// <summary>Whether older versions of objects are kept.</summary>
    public static readonly BucketSetting Versioning = new(
        "versioning", "BucketVersioning", null, "s3:GetBucketVersioning", "s3:PutBucketVersioning", "VersioningConfiguration", null);

    /// <summary>Whether objects can be deleted or overwritten.</summary>
    public static readonly BucketSetting ObjectLock = new(
        "object-lock", "ObjectLockConfiguration", null, "s3:GetBucketObjectLockConfiguration", "s3:PutBucketObjectLockConfiguration",
        "ObjectLockConfiguration",
        new("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket"));

    /// <summary>Whether policies may make it public.</summary>
    public static readonly BucketSetting PublicAccessBlock = new(
        "publicAccessBlock", "PublicAccessBlock", "DeletePublicAccessBlock", "s3:GetBucketPublicAccessBlock", "s3:PutBucketPublicAccessBlock",
        "PublicAccessBlockConfiguration",
        new("NoSuchPublicAccessBlockConfiguration", "The public access block configuration was not found"));

    /// <summary>The bucket's policy.</summary>
    public static readonly BucketSetting Policy = new(
        "policy", "BucketPolicy", "DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy", null,
        new("NoSuchBucketPolicy", "The bucket policy does not exist"));

    private static readonly BucketSetting[] All = [Lifecycle, Encryption, Versioning, ObjectLock, PublicAccessBlock, Policy];

    /// <summary>The setting that a request is about, or null.</summary>
    public static BucketSetting? Of(FormParameters query) => Array.Find(All, setting => query.Contains(setting.Query));

    /// <summary>The error for a bucket that does not have it.</summary>
    public SimulatedServiceException AbsentError(string bucket) => new(Absent!.Value.Code, Absent.Value.Message, HttpStatusCode.NotFound)
    {
        Details = [new("BucketName", bucket)],
    };
}
