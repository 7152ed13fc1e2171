namespace FlowWatch.Core.Alerts;

/// <summary>An alert that was sent to a topic, webhook, file or console on purpose, to see that it gets through.</summary>
/// <param name="Topic">The address: ARN of the topic, URL of the webhook.</param>
/// <param name="SentAt">When it was sent, UTC.</param>
/// <param name="AcceptedAt">When the topic accepted it; null where it did not.</param>
/// <param name="MessageId">The id that the topic gave it; null where it gave none.</param>
/// <param name="Failure">Why it was not accepted; null where it was.</param>
public sealed record AlertTestRecord(string Topic, DateTimeOffset SentAt, DateTimeOffset? AcceptedAt, string? MessageId, string? Failure);
