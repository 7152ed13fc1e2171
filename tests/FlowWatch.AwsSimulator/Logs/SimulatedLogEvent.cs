namespace FlowWatch.AwsSimulator.Logs;

/// <summary>An event to be put into a log stream.</summary>
/// <param name="Timestamp">The event's time.</param>
/// <param name="Message">The line.</param>
/// <param name="IngestionTime">When it arrives; no query sees it before. Null for the event's time.</param>
public sealed record SimulatedLogEvent(DateTimeOffset Timestamp, string Message, DateTimeOffset? IngestionTime = null);
