namespace Amazon.CloudWatchLogs.Model;

public class GetQueryResultsRequest : AmazonCloudWatchLogsRequest
{
    public string QueryId { get; set; }
}
