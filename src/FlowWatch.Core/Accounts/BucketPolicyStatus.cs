namespace FlowWatch.Core.Accounts;

/// <summary>What AWS makes of a bucket's policy.</summary>
/// <param name="IsPublic">Whether it lets the public in; false where there is no policy.</param>
public sealed record BucketPolicyStatus(bool IsPublic);
