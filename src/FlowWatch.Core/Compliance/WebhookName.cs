namespace FlowWatch.Core.Compliance;

/// <summary>What a webhook is called in results: its host alone, because paths of webhooks often are secrets.</summary>
internal static class WebhookName
{
    /// <summary>The name.</summary>
    public static string Of(string address) => $"webhook at {(Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : "an address that cannot be read")}";
}
