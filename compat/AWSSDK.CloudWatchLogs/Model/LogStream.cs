namespace Amazon.CloudWatchLogs.Model;

public class LogStream
{
    public string Arn { get; set; }

    public DateTime? CreationTime { get; set; }

    public DateTime? FirstEventTimestamp { get; set; }

    public DateTime? LastEventTimestamp { get; set; }

    public DateTime? LastIngestionTime { get; set; }

    public string LogStreamName { get; set; }

    public string UploadSequenceToken { get; set; }
}
