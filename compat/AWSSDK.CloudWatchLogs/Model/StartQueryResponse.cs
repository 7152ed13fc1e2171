using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

public class StartQueryResponse : AmazonWebServiceResponse
{
    public string QueryId { get; set; }
}
