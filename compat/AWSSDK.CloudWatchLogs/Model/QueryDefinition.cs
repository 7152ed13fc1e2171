namespace Amazon.CloudWatchLogs.Model;

public class QueryDefinition
{
    public long? LastModified { get; set; }

    public List<string> LogGroupNames { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string Name { get; set; }

    public string QueryDefinitionId { get; set; }

    public string QueryString { get; set; }
}
