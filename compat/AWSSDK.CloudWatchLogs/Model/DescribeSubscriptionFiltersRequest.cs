namespace Amazon.CloudWatchLogs.Model;

public class DescribeSubscriptionFiltersRequest : AmazonCloudWatchLogsRequest
{
    public string FilterNamePrefix { get; set; }

    public int? Limit { get; set; }

    public string LogGroupName { get; set; }

    public string NextToken { get; set; }
}
