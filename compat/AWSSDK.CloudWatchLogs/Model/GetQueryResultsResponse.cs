using Amazon.Runtime;

namespace Amazon.CloudWatchLogs.Model;

public class GetQueryResultsResponse : AmazonWebServiceResponse
{
    public string EncryptionKey { get; set; }

    public List<List<ResultField>> Results { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public QueryStatistics Statistics { get; set; }

    public QueryStatus Status { get; set; }
}
