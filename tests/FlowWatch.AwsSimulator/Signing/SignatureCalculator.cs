using System.Security.Cryptography;
using System.Text;
using FlowWatch.AwsSimulator.Wire;

namespace FlowWatch.AwsSimulator.Signing;

/// <summary>Computes Signature Version 4 from the request as it came, independently of any SDK.</summary>
internal sealed class SignatureCalculator
{
    private readonly SignatureScope scope;
    private readonly string time;
    private readonly byte[] key;

    /// <param name="scope">What the Authorization header says.</param>
    /// <param name="time">The time of signing as sent: <c>yyyyMMddTHHmmssZ</c>.</param>
    /// <param name="secret">The secret access key.</param>
    public SignatureCalculator(SignatureScope scope, string time, string secret)
    {
        this.scope = scope;
        this.time = time;
        key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in new[] { scope.Date, scope.Region, scope.Service, "aws4_request" })
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }
    }

    /// <summary>The hash of a body, as the signature holds it.</summary>
    public static string Hash(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(SHA256.HashData(data));

    /// <summary>The signature of the request's head, with the payload's hash as it says itself.</summary>
    public string OfRequest(WireRequest request, string payloadHash, bool pathAsSent)
    {
        var canonical = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(CanonicalPath(request.RawPath, pathAsSent)).Append('\n')
            .Append(CanonicalQuery(request.RawQuery)).Append('\n');
        foreach (var header in scope.SignedHeaders)
        {
            canonical.Append(header).Append(':').Append(Squeezed(request.Header(header) ?? "")).Append('\n');
        }

        canonical.Append('\n').AppendJoin(';', scope.SignedHeaders).Append('\n').Append(payloadHash);
        return Sign($"{SignatureScope.Algorithm}\n{time}\n{scope.Text}\n{Hash(Encoding.UTF8.GetBytes(canonical.ToString()))}");
    }

    /// <summary>The signature of one chunk of an upload.</summary>
    public string OfChunk(string previousSignature, ReadOnlySpan<byte> chunk) =>
        Sign($"AWS4-HMAC-SHA256-PAYLOAD\n{time}\n{scope.Text}\n{previousSignature}\n{Hash([])}\n{Hash(chunk)}");

    /// <summary>The signature of the headers that follow an upload's last chunk.</summary>
    public string OfTrailer(string previousSignature, string trailer) =>
        Sign($"AWS4-HMAC-SHA256-TRAILER\n{time}\n{scope.Text}\n{previousSignature}\n{Hash(Encoding.UTF8.GetBytes(trailer))}");

    private static string CanonicalPath(string rawPath, bool pathAsSent) =>
        string.Join('/', rawPath.Split('/').Select(segment =>
            Uri.EscapeDataString(pathAsSent ? Uri.UnescapeDataString(segment) : segment)));

    private static string CanonicalQuery(string rawQuery) =>
        string.Join('&', rawQuery.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Select(part => (Name: Encoded(part[0]), Value: part.Length == 2 ? Encoded(part[1]) : ""))
            .OrderBy(part => part.Name, StringComparer.Ordinal)
            .ThenBy(part => part.Value, StringComparer.Ordinal)
            .Select(part => $"{part.Name}={part.Value}"));

    private static string Encoded(string part) => Uri.EscapeDataString(Uri.UnescapeDataString(part));

    private static string Squeezed(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
}
