using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;
using FlowWatch.Core.Windows;

namespace FlowWatch.Core.Incidents;

/// <summary>
/// Resolves incidents that were quiet for long enough, and forgets those resolved long ago. Quiet is measured by what was judged, not by the
/// clock: where FlowWatch could not look, nothing is quiet.
/// </summary>
/// <param name="incidents">Where incidents are remembered.</param>
/// <param name="ledger">How far checks have judged.</param>
/// <param name="settings">How long is quiet.</param>
/// <param name="time">Tells the time.</param>
public sealed class IncidentSweep(IncidentStore incidents, WindowLedger ledger, AlertSettings settings, TimeProvider time)
{
    private const int AtOnce = 16;
    private const int Page = 100;

    /// <summary>How many pages of one target are looked at in one run; the rest waits for the next.</summary>
    private const int PagesPerRun = 50;

    private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

    /// <summary>Looks at every incident whose time has come.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="cancellationToken">Stops between two writes.</param>
    /// <returns>How many were resolved.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<int> RunAsync(IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        var resolved = 0;
        await Parallel.ForEachAsync(targets, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (target, stopping) =>
            Interlocked.Add(ref resolved, await OfAsync(target, stopping).ConfigureAwait(false))).ConfigureAwait(false);
        return resolved;
    }

    private async Task<int> OfAsync(MonitoredTarget target, CancellationToken cancellationToken)
    {
        var resolved = 0;
        var judgedUntil = new Dictionary<string, DateTimeOffset?>();
        for (var page = 0; page < PagesPerRun; page++)
        {
            var due = await incidents.DueForLookAsync(target.Name, time.GetUtcNow(), Page, cancellationToken).ConfigureAwait(false);
            foreach (var incident in due)
            {
                if (incident.Check is { } check && !judgedUntil.ContainsKey(check)) judgedUntil[check] = (await ledger.PositionAsync(target.Name, check, cancellationToken).ConfigureAwait(false))?.Watermark;
                if (await LookAsync(target, incident, incident.Check is { } of ? judgedUntil[of] : time.GetUtcNow(), cancellationToken).ConfigureAwait(false)) resolved++;
            }

            if (due.Count < Page) break;
        }

        return resolved;
    }

    private async Task<bool> LookAsync(MonitoredTarget target, Incident incident, DateTimeOffset? judgedUntil, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (incident.Status == IncidentStatus.Resolved)
        {
            await incidents.ForgetAsync(incident, cancellationToken).ConfigureAwait(false);
            return false;
        }

        if (judgedUntil is { } until && until - incident.LastSeen >= settings.QuietAfter && IncidentSteps.Act(incident, IncidentEvent.Quiet, Incident.FlowWatch, "not seen any more", null, until, settings, now) is { } step)
        {
            return await incidents.TryWriteAsync(Notices.WriteOf(incident, step, target, settings, now), cancellationToken).ConfigureAwait(false);
        }

        // Seen since, or not judged as far: an hour at the least, so that a check that stands still costs little.
        var next = incident.LastSeen + settings.QuietAfter is var quiet && quiet > now + LookAgain ? quiet : now + LookAgain;
        await incidents.TryWriteAsync(new IncidentWrite(incident, incident with { LookAt = next }, []), cancellationToken).ConfigureAwait(false);
        return false;
    }
}
