using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Incidents;

/// <summary>What people do with incidents.</summary>
/// <param name="incidents">Where incidents are remembered.</param>
/// <param name="settings">How people are told.</param>
/// <param name="targets">What is watched.</param>
/// <param name="time">Tells the time.</param>
public sealed class IncidentActions(IncidentStore incidents, AlertSettings settings, IReadOnlyList<MonitoredTarget> targets, TimeProvider time)
{
    private const int ConflictTries = 20;

    /// <summary>Acts.</summary>
    /// <param name="id">The incident.</param>
    /// <param name="action">What is done with it.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<IncidentChange> ActAsync(string id, IncidentAction action, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(action);
        Incident? before = null;
        for (var tries = 0; tries < ConflictTries; tries++)
        {
            before = await incidents.FindAsync(id, cancellationToken).ConfigureAwait(false);
            if (before is null) return new IncidentChange(IncidentOutcome.NotFound, null);
            if (action.IfVersion is { } version && version != before.Version) return new IncidentChange(IncidentOutcome.Stale, before);
            var now = time.GetUtcNow();
            if (IncidentSteps.Act(before, action.What, Cut(action.By)!, Cut(action.Note), action.Disposition, null, settings, now) is not { } step) return new IncidentChange(IncidentOutcome.NotAllowed, before);
            var target = targets.FirstOrDefault(one => one.Name == before.Target);
            var write = target is null ? new IncidentWrite(before, step.Incident, []) : Notices.WriteOf(before, step, target, settings, now);
            if (await incidents.TryWriteAsync(write, cancellationToken).ConfigureAwait(false)) return new IncidentChange(IncidentOutcome.Done, await incidents.FindAsync(id, cancellationToken).ConfigureAwait(false));
        }

        return new IncidentChange(IncidentOutcome.Stale, before);
    }

    private static string? Cut(string? text) => text is null || text.Length <= Incident.MaximumText ? text : text[..Incident.MaximumText];
}
