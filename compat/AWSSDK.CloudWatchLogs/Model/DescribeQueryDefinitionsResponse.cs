using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

public class DescribeQueryDefinitionsResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    public List<QueryDefinition> QueryDefinitions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
