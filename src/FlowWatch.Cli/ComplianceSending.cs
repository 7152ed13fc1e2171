using FlowWatch.Core.Alerts;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Cli;

/// <summary>Tells people of a compliance report, as the timer does: incidents in the state, and then the outbox.</summary>
/// <param name="home">What compliance commands work with.</param>
/// <param name="terminal">Where to say what was sent.</param>
/// <param name="quiet">Whether to say only what was not sent.</param>
internal sealed class ComplianceSending(ComplianceHome home, Terminal terminal, bool quiet)
{
    /// <summary>Tells people.</summary>
    /// <param name="report">The report; it must be stored.</param>
    /// <param name="targets">The targets that were verified.</param>
    /// <param name="cancellationToken">Stops between two alerts.</param>
    /// <returns>False where somebody who should have been told was not.</returns>
    public async Task<bool> RunAsync(ComplianceReport report, IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        await home.Incidents.TakeAsync(report, targets, null, cancellationToken).ConfigureAwait(false);
        var dispatch = await home.Outbox.RunAsync(home.Targets, cancellationToken).ConfigureAwait(false);
        var sightings = targets.SelectMany(target => ComplianceSightings.Of(report, target).Select(sighting => (Target: target, Route: AlertRouting.Of(sighting.Severity, sighting.Level, target.Topics)))).ToList();
        var isAllSent = await new AlertTelling(home.Channels, terminal, quiet).TellAsync(dispatch, "flowwatch compliance verify --send", sightings.Count > 0).ConfigureAwait(false);
        foreach (var untold in sightings.Where(one => one.Route.Status == AlertRouteStatus.NoTopic).GroupBy(one => one.Target.Name))
        {
            isAllSent = false;
            await terminal.Error.WriteLineAsync($"flowwatch: {ReadableNumber.Count(untold.Count(), "alerts")} of {untold.Key} not sent: the target names no topic for them ({string.Join(", ", untold.SelectMany(one => one.Route.Missing).Distinct())}).").ConfigureAwait(false);
        }

        return isAllSent;
    }
}
