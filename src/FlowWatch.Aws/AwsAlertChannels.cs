using FlowWatch.Aws.Clients;
using FlowWatch.Aws.Sns;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Targets;

namespace FlowWatch.Aws;

/// <summary>Gives what alerts a target's people. Nothing is asked of AWS until a message is sent.</summary>
/// <param name="clients">The clients of the deployment.</param>
public sealed class AwsAlertChannels(AwsClients clients) : IAlertChannels
{
    /// <inheritdoc/>
    public IAlertChannel ForTarget(MonitoredTarget target) => Sns(target);

    /// <summary>SNS, as the target's role; addresses are ARNs of topics, in whatever region they are.</summary>
    public IAlertChannel Sns(MonitoredTarget target) => new SnsAlertChannel(topic => clients.Sns(target, topic.Text));
}
