namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>One event of a log stream.</summary>
/// <param name="source">The stream.</param>
/// <param name="timestamp">The event's time in milliseconds since 1970.</param>
/// <param name="ingestionTime">When it arrived, in milliseconds since 1970; no query sees it before.</param>
/// <param name="message">The line.</param>
/// <param name="id">A number that no other event of the log group has.</param>
internal sealed class LogEvent(EventSource source, long timestamp, long ingestionTime, string message, long id)
{
    /// <summary>The stream.</summary>
    public EventSource Source { get; } = source;

    /// <summary>The event's time in milliseconds since 1970.</summary>
    public long Timestamp { get; } = timestamp;

    /// <summary>When it arrived, in milliseconds since 1970.</summary>
    public long IngestionTime { get; } = ingestionTime;

    /// <summary>The line.</summary>
    public string Message { get; } = message;

    /// <summary>A number that no other event of the log group has.</summary>
    public long Id { get; } = id;
}
