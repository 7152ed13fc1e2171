using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

public class PutQueryDefinitionResponse : AmazonWebServiceResponse
{
    public string QueryDefinitionId { get; set; }
}
