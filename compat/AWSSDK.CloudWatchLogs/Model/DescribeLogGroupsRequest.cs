namespace Amazon.CloudWatchLogs.Model;

public class DescribeLogGroupsRequest : AmazonCloudWatchLogsRequest
{
    public List<string> AccountIdentifiers { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public bool? IncludeLinkedAccounts { get; set; }

    public int? Limit { get; set; }

    public LogGroupClass LogGroupClass { get; set; }

    public List<string> LogGroupIdentifiers { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string LogGroupNamePattern { get; set; }

    public string LogGroupNamePrefix { get; set; }

    public string NextToken { get; set; }
}
