namespace Amazon.CloudWatchLogs.Model;

public class ExportTask
{
    public string Destination { get; set; }

    public string DestinationPrefix { get; set; }

    public ExportTaskExecutionInfo ExecutionInfo { get; set; }

    public long? From { get; set; }

    public string LogGroupName { get; set; }

    public ExportTaskStatus Status { get; set; }

    public string TaskId { get; set; }

    public string TaskName { get; set; }

    public long? To { get; set; }
}
