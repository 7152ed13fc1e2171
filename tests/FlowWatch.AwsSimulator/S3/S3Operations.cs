using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.S3;

/// <summary>Which operation a request is: S3 names none, it follows from method, path and query.</summary>
internal static class S3Operations
{
    /// <summary>The operation's name as the SDK has it; null when the simulator has no such operation.</summary>
    public static string? NameOf(WireRequest request)
    {
        var (bucket, key) = S3Path.Of(request);
        if (bucket.Length == 0) return null;
        return key.Length == 0 ? BucketOperation(request) : ObjectOperation(request);
    }

    private static string? BucketOperation(WireRequest request)
    {
        if (BucketSetting.Of(request.Query) is { } setting)
        {
            return request.Method switch
            {
                "GET" => "Get" + setting.Name,
                "PUT" => "Put" + setting.Name,
                "DELETE" => setting.DeleteName,
                _ => null,
            };
        }

        if (request.Method == "HEAD") return "HeadBucket";
        if (request.Method != "GET") return null;
        if (request.Query.Contains("location")) return "GetBucketLocation";
        if (request.Query.Contains("policyStatus")) return "GetBucketPolicyStatus";
        return request.Query["list-type"] == "2" ? "ListObjectsV2" : null;
    }

    private static string? ObjectOperation(WireRequest request) => request.Method switch
    {
        "GET" => "GetObject",
        "HEAD" => "HeadObject",
        "PUT" => "PutObject",
        "DELETE" => "DeleteObject",
        "POST" when request.Query.Contains("restore") => "RestoreObject",
        _ => null,
    };
}
