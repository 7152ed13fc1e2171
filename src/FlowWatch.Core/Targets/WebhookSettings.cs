namespace FlowWatch.Core.Targets;

/// <summary>How webhooks are called.</summary>
public sealed record WebhookSettings
{
    /// <summary>What requests are signed with; null: webhooks get nothing. Never shown, never logged.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether private and loopback addresses may be called. Default: no.</summary>
    public bool AllowPrivate { get; init; }

    /// <summary>How long an answer may take. Default: 10 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Nothing of the secret, wherever this is printed.</summary>
    public override string ToString() => $"WebhookSettings {{ AllowPrivate = {AllowPrivate}, Timeout = {Timeout}, Secret = {(Secret is null ? "none" : "(hidden)")} }}";
}
