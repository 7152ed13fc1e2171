using FlowWatch.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Timers;

/// <summary>Looks for unusual amounts of traffic, as often as the runbook says.</summary>
/// <param name="runs">Runs checks.</param>
public sealed class AnomalyDetection(CheckRuns runs)
{
    /// <summary>Runs the check anomaly over everything that is due.</summary>
    /// <param name="timer">Why it runs.</param>
    /// <param name="cancellationToken">The host stops.</param>
    [Function(nameof(AnomalyDetection))]
    public Task RunAsync([TimerTrigger(Schedules.AnomalyDetection)] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return runs.OnTimerAsync("anomaly", timer.IsPastDue, cancellationToken);
    }
}
