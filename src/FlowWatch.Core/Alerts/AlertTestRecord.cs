namespace FlowWatch.Core.Alerts;

/// <summary>An alert that was sent to a topic on purpose, to see that it gets through.</summary>
/// <param name="Topic">ARN of the topic.</param>
/// <param name="SentAt">When it was sent, UTC.</param>
/// <param name="AcceptedAt">When the topic accepted it; null where it did not.</param>
/// <param name="MessageId">The id that the topic gave it; null where it gave none.</param>
/// <param name="Failure">Why it was not accepted; null where it was.</param>
public sealed record AlertTestRecord(string Topic, DateTimeOffset SentAt, DateTimeOffset? AcceptedAt, string? MessageId, string? Failure);
