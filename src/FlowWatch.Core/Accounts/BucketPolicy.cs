namespace FlowWatch.Core.Accounts;

/// <summary>A bucket's policy.</summary>
/// <param name="Document">The policy as JSON, as AWS gives it; null where there is none.</param>
public sealed record BucketPolicy(string? Document);
