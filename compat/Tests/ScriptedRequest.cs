using System.Text.Json;

namespace FlowWatch.Compat.Tests;

/// <summary>What the server was asked.</summary>
internal sealed record ScriptedRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    /// <summary>The parameters of a form, by name.</summary>
    public IReadOnlyDictionary<string, string> Form =>
        Body.Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);
}
