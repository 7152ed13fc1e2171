namespace FlowWatch.Local.Alerts;

/// <summary>How webhooks are called.</summary>
public sealed record WebhookOptions
{
    /// <summary>The key that requests are signed with; null calls none. Never shown, never logged.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether private and loopback addresses may be called. Link-local and metadata addresses never are. Default: no.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>How long one call may take in all. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the calls name as their sender.</summary>
    public required string UserAgent { get; init; }

    /// <summary>Nothing of the secret, wherever this is printed.</summary>
    public override string ToString() => $"WebhookOptions {{ AllowPrivate = {AllowPrivate}, Timeout = {Timeout}, Secret = {(Secret is null ? "none" : "(hidden)")} }}";
}
