using System.Buffers.Text;
using System.Text.Json;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Tests.Credentials;

/// <summary>Tokens as Entra gives them to a managed identity, unsigned; and those with something wrong.</summary>
internal static class TestToken
{
    public const string Tenant = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    public const string Audience = "api://flowwatch-aws";
    public const string Identity = "11112222-3333-4444-5555-666677778888";

    /// <summary>A good token's claims, with some changed; null takes a claim away.</summary>
    public static IdentityToken With(DateTimeOffset now, params (string Claim, object? Value)[] changes)
    {
        Dictionary<string, object?> claims = new()
        {
            ["aud"] = Audience,
            ["iss"] = $"https://sts.windows.net/{Tenant}/",
            ["iat"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["nbf"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(24).ToUnixTimeSeconds(),
            ["oid"] = Identity,
            ["sub"] = Identity,
            ["tid"] = Tenant,
            ["ver"] = "1.0",
        };
        foreach (var (claim, value) in changes)
        {
            if (value is null) claims.Remove(claim);
            else claims[claim] = value;
        }

        var expires = claims.GetValueOrDefault("exp") is long seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : now.AddHours(24);
        return new IdentityToken($"{Encoded(new { typ = "JWT", alg = "RS256" })}.{Encoded(claims)}.c2lnbmF0dXJl", expires);
    }

    private static string Encoded(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
