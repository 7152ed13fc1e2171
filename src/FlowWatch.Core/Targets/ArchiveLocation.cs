namespace FlowWatch.Core.Targets;

/// <summary>Where a target's flow logs are kept for years.</summary>
/// <param name="Bucket">Name of the S3 bucket.</param>
/// <param name="Prefix">What every key begins with, without a leading slash; empty for the whole bucket.</param>
/// <param name="Feed">How objects get there.</param>
public sealed record ArchiveLocation(string Bucket, string Prefix, ArchiveFeed Feed)
{
    /// <summary>The account that owns the bucket, 12 digits; S3 is told to answer for no other. Default: null, the target's account.</summary>
    public string? Owner { get; init; }

    /// <summary>What the keys of copies of compliance reports begin with, a slash at the end: <c>flowwatch-reports/</c>. Default: null, no report is copied.</summary>
    public string? Reports { get; init; }
}
