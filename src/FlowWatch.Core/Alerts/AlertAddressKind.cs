namespace FlowWatch.Core.Alerts;

/// <summary>What an address of alerts is; each has a channel.</summary>
public enum AlertAddressKind
{
    /// <summary>The ARN of an SNS topic.</summary>
    Topic,

    /// <summary>A webhook: <c>https://…</c>.</summary>
    Webhook,

    /// <summary>A file of JSON lines: <c>file:/var/log/flowwatch/alerts.jsonl</c>.</summary>
    File,

    /// <summary>The console of the host: <c>console</c>.</summary>
    Console,
}
