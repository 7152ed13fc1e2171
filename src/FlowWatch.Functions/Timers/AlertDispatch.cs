using FlowWatch.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Timers;

/// <summary>Sends the alerts that wait: those that could not be sent when they were made, and digests.</summary>
/// <param name="work">Does it.</param>
public sealed class AlertDispatch(AlertWork work)
{
    /// <summary>Sends what is due.</summary>
    /// <param name="timer">Why it runs.</param>
    /// <param name="cancellationToken">The host stops.</param>
    [Function(nameof(AlertDispatch))]
    public Task RunAsync([TimerTrigger(Schedules.AlertDispatch)] TimerInfo timer, CancellationToken cancellationToken) => work.RunAsync(cancellationToken);
}
