using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

public class DescribeSubscriptionFiltersResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    public List<SubscriptionFilter> SubscriptionFilters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
