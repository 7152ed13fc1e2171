using FlowWatch.Core.Alerts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Functions.Hosting;

/// <summary>Channels that are made when a message is first sent: a host without alerts needs no client of AWS.</summary>
/// <param name="channels">The channels.</param>
internal sealed class DeferredAlertChannels(Lazy<IAlertChannels> channels) : IAlertChannels
{
    /// <inheritdoc/>
    public IAlertChannel ForTarget(MonitoredTarget target) => channels.Value.ForTarget(target);
}
