namespace FlowWatch.Core.Accounts;

/// <summary>Where in S3 a flow log delivers to.</summary>
/// <param name="Name">Name of the bucket.</param>
/// <param name="Prefix">What stands before <c>AWSLogs/</c> in each key, without slashes at its ends; empty where nothing does.</param>
public sealed record FlowLogBucket(string Name, string Prefix)
{
    /// <summary>Reads <c>arn:aws:s3:::bucket/prefix/</c>, of any partition; null where the text is no such ARN.</summary>
    /// <param name="arn">The destination of a flow log.</param>
    public static FlowLogBucket? FromArn(string? arn)
    {
        if (arn?.Split(':', 6) is not ["arn", _, "s3", "", "", var resource]) return null;

        var slash = resource.IndexOf('/', StringComparison.Ordinal);
        var name = slash < 0 ? resource : resource[..slash];
        return name.Length == 0 ? null : new FlowLogBucket(name, slash < 0 ? "" : resource[slash..].Trim('/'));
    }
}
