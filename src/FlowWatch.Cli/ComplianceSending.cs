using FlowWatch.Core.Alerts;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Compliance;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Cli;

/// <summary>Tells people of a compliance report, as the timer does: incidents in the state, and then the outbox.</summary>
/// <param name="incidents">Makes incidents.</param>
/// <param name="outbox">Sends alerts that wait.</param>
/// <param name="terminal">Where to say what was sent.</param>
/// <param name="quiet">Whether to say only what was not sent.</param>
internal sealed class ComplianceSending(ComplianceIncidents incidents, OutboxDispatch outbox, Terminal terminal, bool quiet)
{
    /// <summary>Tells people.</summary>
    /// <param name="report">The report; it must be stored.</param>
    /// <param name="targets">The targets that were verified.</param>
    /// <param name="cancellationToken">Stops between two alerts.</param>
    /// <returns>False where somebody who should have been told was not.</returns>
    public async Task<bool> RunAsync(ComplianceReport report, IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        await incidents.TakeAsync(report, targets, null, cancellationToken).ConfigureAwait(false);
        var dispatch = await outbox.RunAsync(targets, cancellationToken).ConfigureAwait(false);
        var isAllSent = true;
        if (dispatch.Status is not { } status)
        {
            await SayAsync("another host sends alerts just now, and sends these too.").ConfigureAwait(false);
        }
        else
        {
            if (!quiet) await terminal.Error.WriteLineAsync($"sent {ReadableNumber.Count(dispatch.Sent + dispatch.Digests, "alerts")}{(status.Waiting > 0 ? $"; {ReadableNumber.Count(status.Waiting)} wait" : "")}").ConfigureAwait(false);
            var topics = targets.SelectMany(target => target.Topics.All).ToHashSet(StringComparer.Ordinal);
            foreach (var topic in status.Failing.Where(topic => topics.Contains(topic.Topic)))
            {
                isAllSent = false;
                await SayAsync($"{topic.Topic} does not accept alerts; they stay in the outbox: {topic.Error}").ConfigureAwait(false);
            }
        }

        foreach (var target in targets)
        {
            var untold = ComplianceSightings.Of(report, target).Select(sighting => AlertRouting.Of(sighting.Severity, sighting.Level, target.Topics)).Where(route => route.Status == AlertRouteStatus.NoTopic).ToList();
            if (untold.Count == 0) continue;
            isAllSent = false;
            await SayAsync($"{ReadableNumber.Count(untold.Count, "alerts")} of {target.Name} not sent: the target names no topic for them ({string.Join(", ", untold.SelectMany(route => route.Missing).Distinct())}).").ConfigureAwait(false);
        }

        return isAllSent;
    }

    private Task SayAsync(string what) => terminal.Error.WriteLineAsync($"flowwatch: {what}");
}
