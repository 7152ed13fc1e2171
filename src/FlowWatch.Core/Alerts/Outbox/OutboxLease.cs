namespace FlowWatch.Core.Alerts.Outbox;

/// <summary>Who may dispatch, and until when.</summary>
/// <param name="Owner">Host and process.</param>
/// <param name="Until">When somebody else may.</param>
internal sealed record OutboxLease(string Owner, DateTimeOffset Until);
