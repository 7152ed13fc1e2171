using Amazon.SimpleNotificationService.Model;
using FlowWatch.Aws.Sns;
using FlowWatch.Core.Diagnostics.Access;

namespace FlowWatch.Aws.Access;

/// <summary>Actions of SNS, on the target's topics.</summary>
internal static class SnsTrials
{
    public static IEnumerable<KeyValuePair<string, AccessTrial>> All =>
    [
        new("sns:GetTopicAttributes", OnTopic((action, place, token) => place.Clients.Sns(place.Target, action.Resources[0]).GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = action.Resources[0] }, token))),
        new("sns:ListSubscriptionsByTopic", OnTopic((action, place, token) => place.Clients.Sns(place.Target, action.Resources[0]).ListSubscriptionsByTopicAsync(new ListSubscriptionsByTopicRequest { TopicArn = action.Resources[0] }, token))),
        new("sns:Publish", new AccessTrial(PublishAsync)),
    ];

    private static AccessTrial OnTopic<T>(Func<NeededAction, TrialPlace, CancellationToken, Task<T>> call) => new(async (action, place, cancellationToken) =>
    {
        await call(action, place, cancellationToken).ConfigureAwait(false);
        return TrialResult.Answered;
    });

    private static async Task<TrialResult> PublishAsync(NeededAction action, TrialPlace place, CancellationToken cancellationToken)
    {
        if (!place.Options.SendTest) return TrialResult.NotTried("it would send a message; --send-test sends one");

        var topic = action.Resources[0];
        var isFifo = SnsTopicArn.TryParse(topic)?.IsFifo == true;
        var response = await place.Clients.Sns(place.Target, topic).PublishAsync(
            new PublishRequest
            {
                TopicArn = topic,
                Subject = "FlowWatch: test message",
                Message = $"This is a test that flowwatch doctor sent for target {place.Target.Name} at {place.Time.GetUtcNow():u}. Alerts of FlowWatch come to this topic. There is nothing to do.",
                MessageGroupId = isFifo ? "flowwatch-doctor" : null,
                MessageDeduplicationId = isFifo ? $"flowwatch-doctor-{place.Time.GetUtcNow().ToUnixTimeMilliseconds()}" : null,
            },
            cancellationToken).ConfigureAwait(false);
        return new TrialResult(AccessOutcome.Ok, $"a test message was sent ({AwsErrorText.Clean(response.MessageId)})");
    }
}
