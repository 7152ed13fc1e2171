using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Compliance;

/// <summary>Fetches the facts of a target and judges them.</summary>
/// <param name="facts">Fetches.</param>
/// <param name="judge">Judges.</param>
/// <param name="settings">The exceptions.</param>
/// <param name="isFullListing">Whether every key of the archive is listed again, whatever is known from earlier passes.</param>
public sealed class TargetVerifier(ComplianceFactsReader facts, ComplianceJudge judge, ComplianceSettings settings, bool isFullListing = false) : ITargetVerifier
{
    /// <inheritdoc/>
    public async Task<TargetCompliance> VerifyAsync(MonitoredTarget target, TimeWindow period, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var found = await facts.ReadAsync(target, period, isFullListing, cancellationToken).ConfigureAwait(false);
        return judge.Judge(found, settings.ExceptionsOf(target.Name)) with
        {
            LogGroup = target.LogGroup,
            Bucket = target.Archive?.Bucket,
            Latency = found.Delivery.Latency.Value,
            Queries = found.Delivery.Records.Value is { } records ? [new ComplianceQuery("What records tell of losses and of their delivery", records.Query, records.Window)] : [],
        };
    }
}
