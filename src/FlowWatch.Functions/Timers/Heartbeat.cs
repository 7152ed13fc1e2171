using FlowWatch.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Timers;

/// <summary>Says that the host lives, how much waits, and which windows wait for too long.</summary>
/// <param name="work">Does it.</param>
public sealed class Heartbeat(HeartbeatWork work)
{
    /// <summary>Gives a sign of life.</summary>
    /// <param name="timer">Why it runs.</param>
    /// <param name="cancellationToken">The host stops.</param>
    [Function(nameof(Heartbeat))]
    public Task RunAsync([TimerTrigger(Schedules.Heartbeat)] TimerInfo timer, CancellationToken cancellationToken) => work.RunAsync(cancellationToken);
}
