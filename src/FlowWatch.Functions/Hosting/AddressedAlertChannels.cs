using FlowWatch.Core.Alerts;
using FlowWatch.Core.Targets;
using FlowWatch.Local.Alerts;

namespace FlowWatch.Functions.Hosting;

/// <summary>The channels of a host: the address of an alert chooses among SNS, webhook, file and console.</summary>
/// <param name="topics">SNS; made when a message is first sent there, since a host without topics needs no client of AWS.</param>
/// <param name="webhook">Webhooks.</param>
/// <param name="file">Files.</param>
/// <param name="console">The host's console.</param>
public sealed class AddressedAlertChannels(Lazy<IAlertChannels> topics, WebhookAlertChannel webhook, FileAlertChannel file, ConsoleAlertChannel console) : IAlertChannels
{
    /// <inheritdoc/>
    public IAlertChannel ForTarget(MonitoredTarget target) => new AddressedAlertChannel(new Dictionary<AlertAddressKind, IAlertChannel>
    {
        [AlertAddressKind.Topic] = new DeferredAlertChannel(() => topics.Value.ForTarget(target)),
        [AlertAddressKind.Webhook] = webhook,
        [AlertAddressKind.File] = file,
        [AlertAddressKind.Console] = console,
    });
}
