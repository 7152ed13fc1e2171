using FlowWatch.Core.Incidents;
using FlowWatch.Core.State;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance;

/// <summary>
/// Makes incidents of a report, so that people hear of it where they hear of everything else: one for each target and requirement that is not
/// met, and one for each target of which something could not be verified. Taking the same report twice changes nothing the second time.
/// </summary>
/// <param name="recorder">Makes incidents.</param>
/// <param name="incidents">Where incidents are remembered.</param>
public sealed class ComplianceIncidents(IncidentRecorder recorder, IncidentStore incidents)
{
    private const int AtOnce = 16;

    /// <summary>Takes a report that is stored.</summary>
    /// <param name="report">The report.</param>
    /// <param name="targets">The targets that were verified.</param>
    /// <param name="traceId">W3C trace id of the run.</param>
    /// <param name="cancellationToken">Stops between two incidents.</param>
    /// <exception cref="StateException">The state cannot be used.</exception>
    public async Task TakeAsync(ComplianceReport report, IReadOnlyList<MonitoredTarget> targets, string? traceId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(targets);
        await Parallel.ForEachAsync(targets, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, async (target, stopping) =>
        {
            foreach (var sighting in ComplianceSightings.Of(report, target)) await recorder.RaiseAsync(target, sighting with { TraceId = traceId }, stopping).ConfigureAwait(false);
            foreach (var over in ComplianceSightings.OverOf(report, target)) await ClearAsync(target, over, stopping).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    // Where FlowWatch could not look, nothing is over: a control that failed and is not verified now keeps its incident open.
    private async Task ClearAsync(MonitoredTarget target, ComplianceRelief over, CancellationToken cancellationToken)
    {
        if (over.NotVerified.Count > 0)
        {
            var open = await incidents.FindAsync(target.Name, over.Fingerprint, cancellationToken).ConfigureAwait(false);
            if (open is null || open.Baseline.Kinds.Intersect(over.NotVerified).Any()) return;
        }

        await recorder.ClearAsync(target, over.Fingerprint, over.Note, cancellationToken).ConfigureAwait(false);
    }
}
