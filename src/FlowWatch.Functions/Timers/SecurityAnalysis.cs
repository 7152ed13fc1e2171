using FlowWatch.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Timers;

/// <summary>Looks for threats, as often as the runbook says.</summary>
/// <param name="runs">Runs checks.</param>
public sealed class SecurityAnalysis(CheckRuns runs)
{
    /// <summary>Runs the check security over everything that is due.</summary>
    /// <param name="timer">Why it runs.</param>
    /// <param name="cancellationToken">The host stops.</param>
    [Function(nameof(SecurityAnalysis))]
    public Task RunAsync([TimerTrigger(Schedules.SecurityAnalysis)] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return runs.OnTimerAsync("security", timer.IsPastDue, cancellationToken);
    }
}
