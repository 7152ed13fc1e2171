using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using FlowWatch.Core.Alerts;

namespace FlowWatch.Aws.Sns;

/// <summary>Publishes alerts to SNS topics, in batches, in order. FIFO topics get the message's id to drop repeats by.</summary>
/// <param name="clientOf">Gives a client for the topic's region; whoever made it disposes of it.</param>
internal sealed class SnsAlertChannel(Func<SnsTopicArn, IAmazonSimpleNotificationService> clientOf) : IAlertChannel
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<Delivery>> SendAsync(string address, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken)
    {
        var answers = new SnsAnswer?[messages.Count];
        if (SnsTopicArn.TryParse(address) is { } topic) await PublishAsync(topic, messages, answers, cancellationToken).ConfigureAwait(false);
        else Array.Fill(answers, new SnsAnswer(DeliveryOutcome.Refused, $"'{AwsErrorText.Clean(address)}' is not the ARN of an SNS topic (arn:aws:sns:REGION:ACCOUNT:NAME). Correct it in the settings."));

        return [.. messages.Select((message, index) => new Delivery(message.Id, address, answers[index]!.Outcome, answers[index]!.Detail))];
    }

    private async Task PublishAsync(SnsTopicArn topic, IReadOnlyList<AlertMessage> messages, SnsAnswer?[] answers, CancellationToken cancellationToken)
    {
        // What is wrong with the topic is wrong for every message: the rest is not tried, and keeps its place in the order.
        SnsAnswer? ended = null;
        foreach (var batch in SnsBatches.Of(messages.Select((message, index) => SnsEntry.Of(index, message, topic))))
        {
            if (cancellationToken.IsCancellationRequested) ended ??= new SnsAnswer(DeliveryOutcome.TryLater, "not sent: the run was stopped", IsOfTopic: true);
            var answered = ended is null ? await PublishAsync(topic, batch, answers, cancellationToken).ConfigureAwait(false) : ended;
            if (answered is null) continue;
            foreach (var entry in batch) answers[entry.Index] = answered;
            if (answered.IsOfTopic) ended = answered;

            // SNS did not say which message it minds: the others shall not suffer for it.
            else if (batch.Count > 1) ended = await PublishSinglyAsync(topic, batch, answers, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Publishes a batch message by message.</summary>
    /// <returns>What ended it before its time; null where nothing did.</returns>
    private async Task<SnsAnswer?> PublishSinglyAsync(SnsTopicArn topic, IReadOnlyList<SnsEntry> batch, SnsAnswer?[] answers, CancellationToken cancellationToken)
    {
        SnsAnswer? ended = null;
        foreach (var entry in batch)
        {
            var answered = ended ?? await PublishAsync(topic, [entry], answers, cancellationToken).ConfigureAwait(false);
            if (answered is null) continue;
            answers[entry.Index] = answered;
            if (answered.IsOfTopic) ended = answered;
        }

        return ended;
    }

    /// <summary>Publishes a batch.</summary>
    /// <returns>What became of all of it; null where each entry has its own answer.</returns>
    private async Task<SnsAnswer?> PublishAsync(SnsTopicArn topic, IReadOnlyList<SnsEntry> batch, SnsAnswer?[] answers, CancellationToken cancellationToken)
    {
        PublishBatchResponse response;
        try
        {
            var request = new PublishBatchRequest { TopicArn = topic.Text, PublishBatchRequestEntries = [.. batch.Select(entry => entry.Request)] };
            response = await clientOf(topic).PublishBatchAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new SnsAnswer(DeliveryOutcome.TryLater, "the run was stopped before SNS answered", IsOfTopic: true);
        }
        catch (Exception error)
        {
            return SnsAnswers.Of(error, topic);
        }

        var accepted = (response.Successful ?? []).ToLookup(one => one.Id, StringComparer.Ordinal);
        var failed = (response.Failed ?? []).ToLookup(one => one.Id, StringComparer.Ordinal);
        foreach (var entry in batch)
        {
            answers[entry.Index] = accepted[entry.Id].FirstOrDefault() is { } success ? new SnsAnswer(DeliveryOutcome.Accepted, AwsErrorText.Clean(success.MessageId))
                : failed[entry.Id].FirstOrDefault() is { } failure ? SnsAnswers.Of(failure, topic)
                : new SnsAnswer(DeliveryOutcome.TryLater, "SNS did not say what became of it");
        }

        return null;
    }
}
