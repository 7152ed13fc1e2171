using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance;

/// <summary>Verifies targets and makes the report of it. Targets do not wait for each other, and what breaks for one hides no other.</summary>
/// <param name="verifier">Verifies one target.</param>
/// <param name="catalog">The controls that it judges by.</param>
/// <param name="options">How.</param>
/// <param name="time">Tells the time.</param>
public sealed class ComplianceRunner(ITargetVerifier verifier, ControlCatalog catalog, ComplianceRunnerOptions options, TimeProvider time)
{
    /// <summary>Verifies targets. The report is not stored.</summary>
    /// <param name="targets">The targets.</param>
    /// <param name="cancellationToken">Ends it with <see cref="OperationCanceledException"/>: a part of a report is none.</param>
    public async Task<ComplianceReport> RunAsync(IReadOnlyList<MonitoredTarget> targets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var now = time.GetUtcNow();
        var period = new TimeWindow(now - options.Period, now);
        var results = new TargetCompliance[targets.Count];
        await Parallel.ForEachAsync(
            targets.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = options.TargetsAtOnce, CancellationToken = cancellationToken },
            async (target, stopping) => results[target.Index] = await VerifyAsync(target.Item, period, stopping).ConfigureAwait(false)).ConfigureAwait(false);
        return new ComplianceReport
        {
            GeneratedAt = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero),
            Period = period,
            FlowWatchVersion = options.FlowWatchVersion,
            Targets = [.. results.OrderBy(target => target.Target, StringComparer.Ordinal)],
            Controls = [.. catalog.All.Select(control => control.Metadata)],
            Requirements = RequirementMap.All,
        };
    }

    private async Task<TargetCompliance> VerifyAsync(MonitoredTarget target, TimeWindow period, CancellationToken stopping)
    {
        try
        {
            return await verifier.VerifyAsync(target, period, stopping).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A bug, or the state: whichever, the other targets are judged, and this one is not taken for well.
            return new TargetCompliance(target.Name, target.Account, target.Region, target.Environment, [], NotVerified: $"FlowWatch failed on this target: {error.GetType().Name}: {error.Message.Split('\n')[0].Trim()}");
        }
    }
}
