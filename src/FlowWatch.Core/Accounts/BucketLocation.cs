namespace FlowWatch.Core.Accounts;

/// <summary>Where a bucket is.</summary>
/// <param name="Region">Its region: <c>eu-central-1</c>; null where AWS does not tell.</param>
public sealed record BucketLocation(string? Region);
