using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts;

/// <summary>Gives the channel that tells a target's people.</summary>
public interface IAlertChannels
{
    /// <summary>The channel for a target's topics. Nothing is asked of anybody until a message is sent.</summary>
    /// <param name="target">The target.</param>
    IAlertChannel ForTarget(MonitoredTarget target);
}
