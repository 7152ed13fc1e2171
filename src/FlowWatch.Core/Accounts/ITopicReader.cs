namespace FlowWatch.Core.Accounts;

/// <summary>Reads SNS topics. A missing topic is the failure NotFound.</summary>
public interface ITopicReader
{
    /// <summary>How a topic is set up and who hears it. Needs sns:GetTopicAttributes; for the subscriptions sns:ListSubscriptionsByTopic.</summary>
    /// <param name="arn">ARN of the topic.</param>
    /// <param name="cancellationToken">Ends the wait with <see cref="OperationCanceledException"/>.</param>
    Task<Fact<TopicDetails>> TopicAsync(string arn, CancellationToken cancellationToken);
}
