using System.Buffers.Text;
using System.Text.Json;

namespace FlowWatch.Aws.Credentials;

/// <summary>
/// What an identity token says of itself, read without checking its signature: that is for AWS to do. It serves only to tell a person
/// what AWS will not like.
/// </summary>
internal sealed class IdentityTokenClaims
{
    private readonly JsonElement claims;

    private IdentityTokenClaims(JsonElement claims) => this.claims = claims;

    /// <summary>Reads the claims of a signed JSON Web Token; null where it is none.</summary>
    public static IdentityTokenClaims? Read(string token)
    {
        if (token.Split('.') is not [_, { Length: > 0 } payload, _]) return null;
        try
        {
            using var document = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            return document.RootElement.ValueKind == JsonValueKind.Object ? new IdentityTokenClaims(document.RootElement.Clone()) : null;
        }
        catch (Exception error) when (error is JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>A claim as text, anything but text as JSON; null where there is none.</summary>
    public string? Text(string claim) =>
        claims.TryGetProperty(claim, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    /// <summary>A claim that is a time in epoch seconds; null where there is none.</summary>
    public DateTimeOffset? Time(string claim) =>
        claims.TryGetProperty(claim, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && seconds is > 0 and < 253_402_300_799
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;
}
