using System.Security.Cryptography;
using System.Text;

namespace FlowWatch.Functions.Http.Api;

/// <summary>Versions of rows as entity tags: what a store calls a version may hold quotes and anything else.</summary>
internal static class EntityTags
{
    private const int Characters = 16;

    /// <summary>A header that names the version that is meant.</summary>
    public static TypedApiParameter<string> IfMatch { get; } = ApiParameters.Text(
        "If-Match", "The ETag of the version that is meant; * or nothing means whichever there is.", "\\*|\"[0-9a-f]{16}\"", "an ETag that FlowWatch gave, with its quotes", ApiPlace.Header);

    /// <summary>The tag of a version, without quotes.</summary>
    public static string Of(string version) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)))[..Characters];

    /// <summary>Whether a request means this version.</summary>
    public static bool IsMeant(ApiArguments arguments, string version) => arguments.Or(IfMatch, "*") is var tag && (tag == "*" || tag == $"\"{Of(version)}\"");
}
