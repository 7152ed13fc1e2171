using FlowWatch.Core.Compliance;
using FlowWatch.Functions.Hosting;
using Microsoft.Azure.Functions.Worker;

namespace FlowWatch.Functions.Timers;

/// <summary>Verifies the requirements, stores the report of the day, and tells of what failed.</summary>
/// <param name="runs">Runs checks.</param>
public sealed class ComplianceVerification(CheckRuns runs)
{
    /// <summary>Verifies all targets. Fired twice, it makes two reports, one after the other in the chain; that does no harm.</summary>
    /// <param name="timer">Why it runs.</param>
    /// <param name="cancellationToken">The host stops.</param>
    [Function(nameof(ComplianceVerification))]
    public Task RunAsync([TimerTrigger(Schedules.ComplianceVerification)] TimerInfo timer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(timer);
        return runs.OnTimerAsync(ComplianceJob.Check, timer.IsPastDue, cancellationToken);
    }
}
