namespace Amazon.CloudWatchLogs.Model;

public class ExportTaskStatus
{
    public ExportTaskStatusCode Code { get; set; }

    public string Message { get; set; }
}
