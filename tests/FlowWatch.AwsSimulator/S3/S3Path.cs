using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>Bucket and key of a path-style request; empty where the path has none.</summary>
internal readonly record struct S3Path(string Bucket, string Key)
{
    /// <summary>Reads a request's path.</summary>
    public static S3Path Of(WireRequest request)
    {
        var path = request.RawPath.TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new S3Path(Uri.UnescapeDataString(path), "")
            : new S3Path(Uri.UnescapeDataString(path[..slash]), Uri.UnescapeDataString(path[(slash + 1)..]));
    }
}
