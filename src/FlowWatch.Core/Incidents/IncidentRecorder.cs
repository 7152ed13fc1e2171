using FlowWatch.Core.Alerts;
using FlowWatch.Core.Alerts.Outbox;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Incidents;

/// <summary>
/// Makes incidents of what was seen, and notices of incidents. Taking the same window twice changes nothing the second time, so it may be
/// repeated after any interruption.
/// </summary>
/// <param name="incidents">Where incidents are remembered.</param>
/// <param name="settings">How people are told.</param>
/// <param name="time">Tells the time.</param>
public sealed class IncidentRecorder(IncidentStore incidents, AlertSettings settings, TimeProvider time)
{
    private const int AtOnce = 16;
    private const int Together = 25;
    private const int ConflictTries = 20;

    /// <summary>Takes the findings of a window that was judged. They must be stored already; the window must not be marked as done yet.</summary>
    /// <param name="target">The target.</param>
    /// <param name="check">The check.</param>
    /// <param name="window">The window.</param>
    /// <param name="findings">All its findings.</param>
    /// <param name="traceId">W3C trace id of the run.</param>
    /// <param name="cancellationToken">Stops between two writes.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public Task RecordAsync(MonitoredTarget target, string check, TimeWindow window, IReadOnlyList<Finding> findings, string? traceId, CancellationToken cancellationToken) =>
        RecordAsync(target, check, window, findings, null, traceId, cancellationToken);

    /// <summary>Takes the findings of a window that was judged. They must be stored already; the window must not be marked as done yet.</summary>
    /// <param name="target">The target.</param>
    /// <param name="check">The check.</param>
    /// <param name="window">The window.</param>
    /// <param name="findings">All its findings.</param>
    /// <param name="format">How the lines of the flow log are written, for the queries in messages; null where the run did not know.</param>
    /// <param name="traceId">W3C trace id of the run.</param>
    /// <param name="cancellationToken">Stops between two writes.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task RecordAsync(MonitoredTarget target, string check, TimeWindow window, IReadOnlyList<Finding> findings, FlowLogFormat? format, string? traceId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(findings);
        // What matters most first: where there is not room for all, it is that which people are told one by one.
        foreach (var chunk in findings.DistinctBy(finding => finding.Fingerprint).OrderByDescending(finding => finding.Severity).Chunk(Together))
        {
            await TakeAsync(target, [.. chunk.Select(finding => SightingOf(target, check, window, finding, traceId) with { LogFormat = format?.ToLogFormat() })], cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes what is wrong with FlowWatch itself.</summary>
    /// <param name="target">The target it is wrong for.</param>
    /// <param name="sighting">What is wrong.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public Task RaiseAsync(MonitoredTarget target, IncidentSighting sighting, CancellationToken cancellationToken) => TakeAsync(target, [sighting], cancellationToken);

    /// <summary>Resolves an incident because its condition is gone; nothing where there is none that is open.</summary>
    /// <param name="target">The target.</param>
    /// <param name="fingerprint">The incident's fingerprint.</param>
    /// <param name="note">What is well again.</param>
    /// <param name="cancellationToken">Stops before the write.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task ClearAsync(MonitoredTarget target, string fingerprint, string note, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        for (var tries = 0; tries < ConflictTries; tries++)
        {
            if (await incidents.FindAsync(target.Name, fingerprint, cancellationToken).ConfigureAwait(false) is not { } before) return;
            if (IncidentSteps.Act(before, IncidentEvent.Quiet, Incident.FlowWatch, note, null, null, settings, time.GetUtcNow()) is not { } step) return;
            if (await incidents.TryWriteAsync(Notices.WriteOf(before, step, target, settings, time.GetUtcNow()), cancellationToken).ConfigureAwait(false)) return;
        }
    }

    private async Task TakeAsync(MonitoredTarget target, IReadOnlyList<IncidentSighting> sightings, CancellationToken cancellationToken)
    {
        var writes = new IncidentWrite?[sightings.Count];
        await Parallel.ForAsync(0, sightings.Count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (index, stopping) =>
            writes[index] = await WriteOfAsync(target, sightings[index], stopping).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (var missed in await incidents.TryWriteAsync(target.Name, [.. writes.OfType<IncidentWrite>()], cancellationToken).ConfigureAwait(false))
        {
            await TakeAloneAsync(target, sightings.First(sighting => sighting.Fingerprint == missed.After.Fingerprint), cancellationToken).ConfigureAwait(false);
        }
    }

    // A person or another run was quicker: read again and decide anew.
    private async Task TakeAloneAsync(MonitoredTarget target, IncidentSighting sighting, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < ConflictTries; tries++)
        {
            if (await WriteOfAsync(target, sighting, cancellationToken).ConfigureAwait(false) is not { } write) return;
            if (await incidents.TryWriteAsync(write, cancellationToken).ConfigureAwait(false)) return;
        }

        throw new StateException($"Incident {target.Name}-{sighting.Fingerprint} was changed by somebody else {ConflictTries} times in a row; its window is judged again.") { MayPass = true };
    }

    private async Task<IncidentWrite?> WriteOfAsync(MonitoredTarget target, IncidentSighting sighting, CancellationToken cancellationToken)
    {
        var before = await incidents.FindAsync(target.Name, sighting.Fingerprint, cancellationToken).ConfigureAwait(false);
        var step = IncidentSteps.See(before, sighting, settings, time.GetUtcNow());
        return ReferenceEquals(step.Incident, before) ? null : Notices.WriteOf(before, step, target, settings, time.GetUtcNow());
    }

    private static IncidentSighting SightingOf(MonitoredTarget target, string check, TimeWindow window, Finding finding, string? traceId) => new()
    {
        Target = target.Name,
        Detection = finding.Detection,
        Fingerprint = finding.Fingerprint,
        Level = AlertRouting.LevelOf(DetectionCatalog.Default.Find(finding.Detection)?.Metadata),
        Severity = finding.Severity,
        Size = finding.Evidence.Counts is [var first, ..] ? first.Value : 0,
        Kinds = TargetKinds.Of(finding, target.Settings.Detections.InternalNetworks),
        Title = finding.Title,
        Summary = finding.Summary,
        Seen = finding.Window,
        Finding = finding,
        Check = check,
        Window = window,
        TraceId = traceId,
    };
}
