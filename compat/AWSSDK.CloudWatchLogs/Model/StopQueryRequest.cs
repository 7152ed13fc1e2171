namespace Amazon.CloudWatchLogs.Model;

public class StopQueryRequest : AmazonCloudWatchLogsRequest
{
    public string QueryId { get; set; }
}
