namespace Amazon.CloudWatchLogs.Model;

public class DescribeLogStreamsRequest : AmazonCloudWatchLogsRequest
{
    public bool? Descending { get; set; }

    public int? Limit { get; set; }

    public string LogGroupIdentifier { get; set; }

    public string LogGroupName { get; set; }

    public string LogStreamNamePrefix { get; set; }

    public string NextToken { get; set; }

    public OrderBy OrderBy { get; set; }
}
