namespace Amazon.CloudWatchLogs.Model;

public class FilteredLogEvent
{
    public string EventId { get; set; }

    public long? IngestionTime { get; set; }

    public string LogStreamName { get; set; }

    public string Message { get; set; }

    public long? Timestamp { get; set; }
}
