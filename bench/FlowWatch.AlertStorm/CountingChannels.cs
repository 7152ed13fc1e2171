using FlowWatch.Core.Alerts;
using FlowWatch.Core.Targets;

namespace FlowWatch.AlertStorm;

/// <summary>Accepts every message and counts it.</summary>
internal sealed class CountingChannels : IAlertChannels, IAlertChannel
{
    public int Messages { get; private set; }

    public IAlertChannel ForTarget(MonitoredTarget target) => this;

    public Task<IReadOnlyList<Delivery>> SendAsync(string address, IReadOnlyList<AlertMessage> messages, CancellationToken cancellationToken)
    {
        Messages += messages.Count;
        return Task.FromResult<IReadOnlyList<Delivery>>([.. messages.Select(message => new Delivery(message.Id, address, DeliveryOutcome.Accepted, "accepted"))]);
    }
}
