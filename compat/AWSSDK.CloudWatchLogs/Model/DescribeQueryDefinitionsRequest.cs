namespace Amazon.CloudWatchLogs.Model;

public class DescribeQueryDefinitionsRequest : AmazonCloudWatchLogsRequest
{
    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    public string QueryDefinitionNamePrefix { get; set; }
}
