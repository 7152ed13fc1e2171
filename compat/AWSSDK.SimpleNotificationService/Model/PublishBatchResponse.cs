using Amazon.Runtime;

namespace Amazon.SimpleNotificationService.Model;

public class PublishBatchResponse : AmazonWebServiceResponse
{
    public List<BatchResultErrorEntry> Failed { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<PublishBatchResultEntry> Successful { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
