using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.AggregationInterval;

/// <summary>Records span a minute at the most: with 10 minutes, a record is complete only after the security check's whole window is over.</summary>
public sealed class AggregationIntervalControl : FlowLogControl
{
    /// <summary>The longest a record may span; AWS offers this and 10 minutes.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    protected override IEnumerable<ControlResult> Judge(ComplianceFacts facts, FlowLogConfiguration flowLog)
    {
        ArgumentNullException.ThrowIfNull(flowLog);
        if (flowLog.MaximumAggregationInterval is not { } interval)
        {
            yield return NotVerified(flowLog.Id, $"AWS tells no aggregation interval of flow log {flowLog.Id}.");
            yield break;
        }

        var seconds = interval.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var evidence = new ControlEvidence("MaxAggregationInterval", seconds, ControlSources.FlowLogs);
        yield return interval <= Longest
            ? Pass(flowLog.Id, $"A record of flow log {flowLog.Id} spans {seconds} seconds at the most.", evidence)
            : Fail(flowLog.Id, $"A record of flow log {flowLog.Id} spans up to {seconds} seconds, not {Longest.TotalSeconds:0}.", evidence);
    }
}
