using System.Text;

namespace FlowWatch.AwsSimulator.Wire;

/// <summary>A request as it came over the wire.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="RawPath">The path as sent, still percent-encoded.</param>
/// <param name="RawQuery">The query string as sent, without its question mark.</param>
/// <param name="Headers">Header values by name; names in any case, several values joined by commas.</param>
/// <param name="Body">The body; of a chunked upload, what its chunks hold.</param>
internal sealed record WireRequest(
    string Method, string RawPath, string RawQuery, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    private FormParameters? query;
    private FormParameters? form;

    /// <summary>The parameters of the query string.</summary>
    public FormParameters Query => query ??= FormParameters.Parse(RawQuery);

    /// <summary>The parameters of a form in the body, and those of the query string where the body is no form.</summary>
    public FormParameters Form => form ??=
        Header("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
            ? FormParameters.Parse(Encoding.UTF8.GetString(Body.Span))
            : Query;

    /// <summary>A header's value, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);
}
