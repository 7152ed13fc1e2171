using System.Globalization;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.RecordLatency;

/// <summary>95 of 100 records arrive within 5 minutes after their end: the runbook's "Flow Log Delivery Latency". A mean would hide the late ones.</summary>
public sealed class RecordLatencyControl : Control
{
    /// <summary>The runbook's limit, section "Metrics and SLAs".</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var group = facts.Target.LogGroup;
        if (!facts.Delivery.Latency.IsKnown) return [NotVerified(group, $"How long records took to arrive in {group}", facts.Delivery.Latency.Failure)];
        var latency = facts.Delivery.Latency.Value;
        if (latency.Records == 0) return [NotApplicable(group, $"{group} has no record of {latency.Window}: there is no latency to judge.")];
        ControlEvidence[] evidence =
        [
            new("Records", latency.Records.ToString("N0", CultureInfo.InvariantCulture), ControlSources.Insights),
            new("p50", Seconds(latency.Half), ControlSources.Insights),
            new("p95", Seconds(latency.NinetyFifth), ControlSources.Insights),
            new("p99", Seconds(latency.NinetyNinth), ControlSources.Insights),
            new("Query", latency.Query, ControlSources.Insights),
        ];
        var words = $"95 of 100 records of {latency.Window} arrived in {group} within {Seconds(latency.NinetyFifth)} after their end";
        return [latency.NinetyFifth < Limit ? Pass(group, $"{words}; less than {Seconds(Limit)} are asked.", evidence) : Fail(group, $"{words}, not within {Seconds(Limit)}.", evidence)];
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:N0} s");
}
