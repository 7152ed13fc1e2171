namespace Amazon.CloudWatchLogs.Model;

public class DescribeExportTasksRequest : AmazonCloudWatchLogsRequest
{
    public int? Limit { get; set; }

    public string NextToken { get; set; }

    public ExportTaskStatusCode StatusCode { get; set; }

    public string TaskId { get; set; }
}
