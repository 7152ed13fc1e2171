using Amazon.Runtime;

namespace Amazon.CloudWatch.Model;

public class GetMetricDataResponse : AmazonWebServiceResponse
{
    public List<MessageData> Messages { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<MetricDataResult> MetricDataResults { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string NextToken { get; set; }
}
