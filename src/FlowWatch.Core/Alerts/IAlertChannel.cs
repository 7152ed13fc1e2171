namespace FlowWatch.Core.Alerts;

/// <summary>A way to tell people.</summary>
public interface IAlertChannel
{
    /// <summary>Hands messages over to one address, in order. Never throws for what the other side does: each message has its outcome.</summary>
    /// <param name="address">Where to: a topic ARN, a URL, a file.</param>
    /// <param name="messages">The messages.</param>
    /// <param name="cancellationToken">Stops waiting; what was not answered yet counts as <see cref="DeliveryOutcome.TryLater"/>.</param>
    /// <returns>One delivery per message, in the same order.</returns>
    Task<IReadOnlyList<Delivery>> SendAsync(string address, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken);
}
