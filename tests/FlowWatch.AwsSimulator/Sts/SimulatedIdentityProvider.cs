using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace FlowWatch.AwsSimulator.Sts;

/// <summary>
/// An OpenID Connect provider in the shape of a Microsoft Entra tenant. It signs tokens of the first version (issuer
/// <c>https://sts.windows.net/TENANT/</c>, <c>aud</c> the application's identifier, <c>sub</c> and <c>oid</c> the identity's object
/// id), and lets tests change any claim.
/// </summary>
public sealed class SimulatedIdentityProvider : IDisposable
{
    private readonly TimeProvider time;
    private readonly RSA key = RSA.Create(2048);

    /// <param name="tenant">The tenant's id.</param>
    /// <param name="time">The time that tokens are issued by; the system's by default.</param>
    public SimulatedIdentityProvider(string tenant, TimeProvider? time = null)
    {
        Tenant = tenant;
        this.time = time ?? TimeProvider.System;
    }

    /// <summary>The tenant's id.</summary>
    public string Tenant { get; }

    /// <summary>The <c>iss</c> claim, with its slash at the end.</summary>
    public string Issuer => $"https://{Name}";

    /// <summary>The issuer without <c>https://</c>: how trust policies and provider ARNs name it.</summary>
    public string Name => $"sts.windows.net/{Tenant}/";

    /// <summary>The id of the key that signs.</summary>
    public string KeyId { get; init; } = "simulated-key-1";

    /// <summary>Issues a token.</summary>
    /// <param name="audience">The <c>aud</c> claim, such as <c>api://flowwatch</c>.</param>
    /// <param name="subject">The identity's object id: the <c>sub</c> and <c>oid</c> claims.</param>
    /// <param name="lifetime">How long it holds; an hour by default. A negative one makes a token that has ended.</param>
    /// <param name="claims">Claims to put in place of the usual ones or beside them; a null value leaves the claim out.</param>
    public string IssueToken(
        string audience, string subject, TimeSpan? lifetime = null, IReadOnlyDictionary<string, JsonNode?>? claims = null)
    {
        var now = time.GetUtcNow();
        var payload = new JsonObject
        {
            ["aud"] = audience,
            ["iss"] = Issuer,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + (lifetime ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds(),
            ["appid"] = "00000000-0000-0000-0000-00000000a991",
            ["idtyp"] = "app",
            ["oid"] = subject,
            ["sub"] = subject,
            ["tid"] = Tenant,
            ["ver"] = "1.0",
        };
        foreach (var (name, value) in claims ?? new Dictionary<string, JsonNode?>())
        {
            if (value is null) payload.Remove(name);
            else payload[name] = value.DeepClone();
        }

        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = KeyId };
        var signed = $"{Encoded(header)}.{Encoded(payload)}";
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    /// <summary>Whether this provider's key made a signature.</summary>
    internal bool Signed(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        key.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private static string Encoded(JsonObject part) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
