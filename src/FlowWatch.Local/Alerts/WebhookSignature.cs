using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace FlowWatch.Local.Alerts;

/// <summary>
/// Signs what webhooks are sent: HMAC-SHA256, with the secret's UTF-8 bytes as key, over the timestamp, a dot, and the body as it is. A
/// receiver computes the same and refuses timestamps that are minutes old, so that nobody can send it again.
/// </summary>
public static class WebhookSignature
{
    /// <summary>The header with the Unix time in seconds.</summary>
    public const string TimestampHeader = "X-FlowWatch-Timestamp";

    /// <summary>The header with the signature: <c>v1=</c> and 64 lower-case hexadecimal digits.</summary>
    public const string SignatureHeader = "X-FlowWatch-Signature";

    /// <summary>The header with the alert's id, by which repeats are told.</summary>
    public const string IdHeader = "X-FlowWatch-Id";

    /// <summary>The signature's header value.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="timestamp">Unix time in seconds.</param>
    /// <param name="body">The body.</param>
    public static string Of(string secret, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture) + "."));
        hash.AppendData(body);
        return $"v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
