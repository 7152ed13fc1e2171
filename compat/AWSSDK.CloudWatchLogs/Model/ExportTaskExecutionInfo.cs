namespace Amazon.CloudWatchLogs.Model;

public class ExportTaskExecutionInfo
{
    public long? CompletionTime { get; set; }

    public long? CreationTime { get; set; }
}
