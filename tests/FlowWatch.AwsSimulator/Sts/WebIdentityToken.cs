using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace FlowWatch.AwsSimulator.Sts;

/// <summary>A JSON Web Token taken apart, not yet believed.</summary>
internal sealed record WebIdentityToken(JsonElement Header, JsonElement Claims, byte[] SignedPart, byte[] Signature)
{
    /// <summary>The <c>iss</c> claim.</summary>
    public string? Issuer => Text(Claims, "iss");

    /// <summary>The <c>sub</c> claim.</summary>
    public string? Subject => Text(Claims, "sub");

    /// <summary>The audience as STS takes it: <c>azp</c> where there is one, and <c>aud</c> otherwise.</summary>
    public string? Audience => Text(Claims, "azp") ?? Text(Claims, "aud");

    /// <summary>The <c>exp</c> claim, in seconds.</summary>
    public long? Expiration => Claims.TryGetProperty("exp", out var value) && value.TryGetInt64(out var seconds) ? seconds : null;

    /// <summary>The algorithm of the signature.</summary>
    public string? Algorithm => Text(Header, "alg");

    /// <summary>The id of the signing key.</summary>
    public string? KeyId => Text(Header, "kid");

    /// <summary>Takes a token apart; null when it is no JSON Web Token.</summary>
    public static WebIdentityToken? Parse(string text)
    {
        if (text.Split('.') is not [var header, var claims, var signature]) return null;
        try
        {
            var parsed = new WebIdentityToken(
                Json(header), Json(claims), Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature));
            return parsed.Header.ValueKind == JsonValueKind.Object && parsed.Claims.ValueKind == JsonValueKind.Object ? parsed : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            return null;
        }
    }

    private static JsonElement Json(string part)
    {
        using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(part));
        return document.RootElement.Clone();
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
