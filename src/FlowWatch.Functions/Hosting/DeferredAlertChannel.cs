using FlowWatch.Core.Alerts;

namespace FlowWatch.Functions.Hosting;

/// <summary>A channel that is made when a message is first sent.</summary>
/// <param name="make">Makes it.</param>
internal sealed class DeferredAlertChannel(Func<IAlertChannel> make) : IAlertChannel
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Delivery>> SendAsync(string address, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken) => make().SendAsync(address, messages, cancellationToken);
}
