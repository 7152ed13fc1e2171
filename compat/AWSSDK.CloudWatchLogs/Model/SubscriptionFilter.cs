namespace Amazon.CloudWatchLogs.Model;

public class SubscriptionFilter
{
    public long? CreationTime { get; set; }

    public string DestinationArn { get; set; }

    public Distribution Distribution { get; set; }

    public string FilterName { get; set; }

    public string FilterPattern { get; set; }

    public string LogGroupName { get; set; }

    public string RoleArn { get; set; }
}
