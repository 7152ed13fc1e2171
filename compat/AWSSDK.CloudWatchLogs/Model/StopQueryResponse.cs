using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

public class StopQueryResponse : AmazonWebServiceResponse
{
    public bool? Success { get; set; }
}
