namespace FlowWatch.Core.Alerts;

/// <summary>What became of one message on one address.</summary>
/// <param name="MessageId">The <see cref="AlertMessage.Id"/>.</param>
/// <param name="Address">Where it went: a topic ARN, a URL, a file.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Detail">The channel's own id of the accepted message, or what was wrong.</param>
public sealed record Delivery(string MessageId, string Address, DeliveryOutcome Outcome, string Detail)
{
    /// <summary>How long the other side asked to wait before the next try, at most an hour; null where it said nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
