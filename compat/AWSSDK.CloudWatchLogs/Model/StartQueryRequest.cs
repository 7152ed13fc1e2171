namespace Amazon.CloudWatchLogs.Model;

public class StartQueryRequest : AmazonCloudWatchLogsRequest
{
    public long? EndTime { get; set; }

    public int? Limit { get; set; }

    public List<string> LogGroupIdentifiers { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string LogGroupName { get; set; }

    public List<string> LogGroupNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string QueryString { get; set; }

    public long? StartTime { get; set; }
}
