namespace FlowWatch.Core.Accounts;

/// <summary>An SNS topic.</summary>
public sealed record TopicDetails
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The account that owns it; null where AWS tells none.</summary>
    public string? Owner { get; init; }

    /// <summary>Whether it is a FIFO topic.</summary>
    public required bool IsFifo { get; init; }

    /// <summary>Subscriptions that get messages; none means that nobody hears an alert. Null where AWS tells no number.</summary>
    public int? ConfirmedSubscriptions { get; init; }

    /// <summary>Subscriptions that were asked for and never confirmed: they get nothing. Null where AWS tells no number.</summary>
    public int? PendingSubscriptions { get; init; }

    /// <summary>The KMS key that encrypts messages at rest, as an id, alias or ARN; null where none does. Who publishes needs that key, too.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>Who may do what with the topic; null where there is no policy.</summary>
    public PolicyDocument? Policy { get; init; }

    /// <summary>The single subscriptions, ordered by protocol.</summary>
    public required Fact<IReadOnlyList<TopicSubscription>> Subscriptions { get; init; }
}
