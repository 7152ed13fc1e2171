using System.Globalization;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using FlowWatch.Core.Accounts;

namespace FlowWatch.Aws.Sns;

/// <summary>Reads SNS topics.</summary>
/// <param name="clientOf">Gives a client for the topic's region; whoever made it disposes of it.</param>
internal sealed class SnsTopicReader(Func<SnsTopicArn, IAmazonSimpleNotificationService> clientOf) : ITopicReader
{
    private const string AttributesAction = "sns:GetTopicAttributes";

    private const string SubscriptionsAction = "sns:ListSubscriptionsByTopic";

    public Task<Fact<TopicDetails>> TopicAsync(string arn, CancellationToken cancellationToken) => FactLookup.AskAsync<TopicDetails>(
        AttributesAction,
        arn,
        async () =>
        {
            if (SnsTopicArn.TryParse(arn) is not { } topic)
                return new FactFailure(FactFailureKind.NotFound, AttributesAction, AwsErrorText.Clean(arn), "this is no ARN of a topic (arn:aws:sns:REGION:ACCOUNT:NAME)");

            var client = clientOf(topic);
            var attributes = (await client.GetTopicAttributesAsync(new GetTopicAttributesRequest { TopicArn = arn }, cancellationToken).ConfigureAwait(false)).Attributes ?? [];
            return new TopicDetails
            {
                Arn = arn,
                Owner = Text(attributes, "Owner"),
                IsFifo = topic.IsFifo,
                ConfirmedSubscriptions = Number(attributes, "SubscriptionsConfirmed"),
                PendingSubscriptions = Number(attributes, "SubscriptionsPending"),
                KmsKeyId = Text(attributes, "KmsMasterKeyId"),
                Policy = PolicyDocument.TryParse(Text(attributes, "Policy")),
                Subscriptions = await SubscriptionsAsync(client, arn, cancellationToken).ConfigureAwait(false),
            };
        },
        cancellationToken);

    private static Task<Fact<IReadOnlyList<TopicSubscription>>> SubscriptionsAsync(IAmazonSimpleNotificationService client, string arn, CancellationToken cancellationToken) => FactLookup.AskAsync(
        SubscriptionsAction,
        arn,
        async () =>
        {
            var subscriptions = new List<TopicSubscription>();
            string? token = null;
            do
            {
                var response = await client.ListSubscriptionsByTopicAsync(new ListSubscriptionsByTopicRequest { TopicArn = arn, NextToken = token }, cancellationToken).ConfigureAwait(false);

                // What is not confirmed has a word in place of its ARN: PendingConfirmation, or Deleted.
                subscriptions.AddRange((response.Subscriptions ?? []).Select(one =>
                    new TopicSubscription(AwsErrorText.Clean(one.Protocol), one.SubscriptionArn?.StartsWith("arn:", StringComparison.Ordinal) == true)));
                if (response.NextToken is { Length: > 0 } next && next == token)
                    return new FactFailure(FactFailureKind.Unexpected, SubscriptionsAction, arn, "AWS names the same page as the next one again and again");
                token = response.NextToken;
            }
            while (!string.IsNullOrEmpty(token));

            return Facts.Known<IReadOnlyList<TopicSubscription>>([.. subscriptions.OrderBy(one => one.Protocol, StringComparer.Ordinal)]);
        },
        cancellationToken);

    private static string? Text(Dictionary<string, string> attributes, string name) => attributes.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static int? Number(Dictionary<string, string> attributes, string name) =>
        int.TryParse(Text(attributes, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
