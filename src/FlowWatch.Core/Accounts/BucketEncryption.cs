namespace FlowWatch.Core.Accounts;

/// <summary>How new objects are encrypted that do not say it themselves.</summary>
/// <param name="Algorithm"><c>AES256</c>, <c>aws:kms</c> or <c>aws:kms:dsse</c>; null where nothing is configured.</param>
/// <param name="KmsKeyId">The KMS key: an id, an ARN or an alias; null for other algorithms, and for AWS's own key.</param>
/// <param name="UsesBucketKey">Whether one key of the bucket stands between S3 and KMS.</param>
public sealed record BucketEncryption(string? Algorithm, string? KmsKeyId, bool UsesBucketKey);
