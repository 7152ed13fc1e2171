namespace FlowWatch.AwsSimulator.Signing;

/// <summary>What an Authorization header of Signature Version 4 says.</summary>
internal sealed record SignatureScope(
    string AccessKeyId, string Date, string Region, string Service, IReadOnlyList<string> SignedHeaders, string Signature)
{
    /// <summary>The algorithm's name, with which the header begins.</summary>
    public const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The scope as it is signed: date, region, service.</summary>
    public string Text => $"{Date}/{Region}/{Service}/aws4_request";

    /// <summary>Reads an Authorization header; null when it lacks a part.</summary>
    public static SignatureScope? Parse(string? header)
    {
        if (header is null || !header.StartsWith(Algorithm + " ", StringComparison.Ordinal)) return null;
        var parts = header[(Algorithm.Length + 1)..]
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        if (!parts.TryGetValue("Credential", out var credential)
            || !parts.TryGetValue("SignedHeaders", out var signedHeaders)
            || !parts.TryGetValue("Signature", out var signature))
        {
            return null;
        }

        return credential.Split('/') is [var key, var date, var region, var service, "aws4_request"]
            ? new SignatureScope(key, date, region, service, signedHeaders.Split(';'), signature)
            : null;
    }
}
