using System.Text.Json;

namespace FlowWatch.Core.Accounts;

/// <summary>A policy as JSON: an object with <c>Version</c> and <c>Statement</c>, which is one statement or a list of them.</summary>
/// <param name="Root">The object.</param>
public sealed record PolicyDocument(JsonElement Root)
{
    /// <summary>Reads a policy.</summary>
    /// <param name="text">JSON, or JSON in percent-encoding (RFC 3986), which IAM gives.</param>
    /// <returns>The policy; null where the text is none.</returns>
    public static PolicyDocument? TryParse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        try
        {
            // No JSON object begins with a percent sign, and no encoded one with a brace.
            using var json = JsonDocument.Parse(text.TrimStart().StartsWith('{') ? text : Uri.UnescapeDataString(text));
            return json.RootElement.ValueKind == JsonValueKind.Object ? new PolicyDocument(json.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => Root.GetRawText();
}
