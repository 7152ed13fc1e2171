namespace FlowWatch.Core.Alerts;

/// <summary>The one place that chooses the channel by the address.</summary>
/// <param name="channels">The channels there are.</param>
public sealed class AddressedAlertChannel(IReadOnlyDictionary<AlertAddressKind, IAlertChannel> channels) : IAlertChannel
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Delivery>> SendAsync(string address, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return channels.TryGetValue(AlertAddress.KindOf(address), out var channel)
            ? channel.SendAsync(address, messages, cancellationToken)
            : Task.FromResult<IReadOnlyList<Delivery>>([.. messages.Select(message => new Delivery(message.Id, address, DeliveryOutcome.Refused, "this host has no channel for such an address"))]);
    }
}
