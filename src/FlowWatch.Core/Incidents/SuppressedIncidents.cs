using System.Collections.Concurrent;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Findings;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Incidents;

/// <summary>
/// Resolves open incidents that a suppression covers, as expected; what of them was not sent yet is not sent any more. When the suppression
/// is gone and the same is seen again, the incident reopens as any other.
/// </summary>
/// <param name="incidents">Where incidents are remembered.</param>
/// <param name="settings">How people are told.</param>
/// <param name="time">Tells the time.</param>
public sealed class SuppressedIncidents(IncidentStore incidents, AlertSettings settings, TimeProvider time)
{
    private const int ConflictTries = 20;

    private readonly ConcurrentDictionary<string, string> applied = new(StringComparer.Ordinal);

    /// <summary>Resolves those of a target, where its suppressions are others than when this was last called for it.</summary>
    /// <param name="target">The target.</param>
    /// <param name="suppressions">All its suppressions.</param>
    /// <param name="cancellationToken">Stops between two incidents.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task ApplyOnChangeAsync(MonitoredTarget target, IReadOnlyList<Suppression> suppressions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var current = string.Join('\n', suppressions.Select(one => one.ToString()));
        if (applied.TryGetValue(target.Name, out var before) && before == current) return;
        await ApplyAsync(target, suppressions, cancellationToken).ConfigureAwait(false);
        applied[target.Name] = current;
    }

    /// <summary>Resolves those of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="suppressions">Suppressions of the target; expired ones hold nothing back.</param>
    /// <param name="cancellationToken">Stops between two incidents.</param>
    /// <returns>How many were resolved.</returns>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task<int> ApplyAsync(MonitoredTarget target, IReadOnlyList<Suppression> suppressions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(suppressions);
        if (suppressions.Count == 0) return 0;
        var list = new SuppressionList(suppressions);
        var resolved = 0;
        await foreach (var incident in incidents.ListAsync(target.Name, null, cancellationToken).ConfigureAwait(false))
        {
            if (incident.Status != IncidentStatus.Resolved && Covering(list, incident) is not null && await ResolveAsync(target, list, incident.Fingerprint, cancellationToken).ConfigureAwait(false)) resolved++;
        }

        return resolved;
    }

    private async Task<bool> ResolveAsync(MonitoredTarget target, SuppressionList list, string fingerprint, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < ConflictTries; tries++)
        {
            var now = time.GetUtcNow();
            if (await incidents.FindAsync(target.Name, fingerprint, cancellationToken).ConfigureAwait(false) is not { } before || Covering(list, before) is not { } by) return false;
            var note = $"expected: suppression '{by.Name}'{(by.Id is null ? "" : $" ({by.Id})")}: {by.Reason}";
            if (IncidentSteps.Act(before, IncidentEvent.Resolve, by.Owner, note.Length <= Incident.MaximumText ? note : note[..Incident.MaximumText], IncidentDisposition.Expected, null, settings, now) is not { } step) return false;
            if (await incidents.TryWriteAsync(Notices.WriteOf(before, step, target, settings, now), cancellationToken).ConfigureAwait(false)) return true;
        }

        throw new StateException($"Incident {target.Name}-{fingerprint} was changed by somebody else {ConflictTries} times in a row; the next run resolves it.") { MayPass = true };
    }

    private Suppression? Covering(SuppressionList list, Incident incident) => incident.Finding is { } finding ? list.Covering(finding, time.GetUtcNow()) : null;
}
