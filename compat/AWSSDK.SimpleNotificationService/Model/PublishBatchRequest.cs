namespace Amazon.SimpleNotificationService.Model;

public class PublishBatchRequest : AmazonSimpleNotificationServiceRequest
{
    public List<PublishBatchRequestEntry> PublishBatchRequestEntries { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string TopicArn { get; set; }
}
