using System.Globalization;
using FlowWatch.Core.Compliance.Facts;
using FlowWatch.Core.Detections;

namespace FlowWatch.Core.Compliance.ChecksConfigured;

/// <summary>Each check judges time in slices as short as the runbook's schedule, after records have had the time to arrive.</summary>
public sealed class ChecksConfiguredControl : CheckControl
{
    /// <summary>How long AWS takes to deliver to CloudWatch Logs after the aggregation interval ("Flow log records": about 5 minutes).</summary>
    private static readonly TimeSpan Delivery = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override ControlResult Judge(ComplianceFacts facts, string check, TimeSpan schedule, string resource)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (!facts.Operation.Schedules.TryGetValue(check, out var windows)) return Fail(resource, $"The {resource} is not configured.", new ControlEvidence("Check", "none", ControlSources.Settings));
        var detections = DetectionCatalog.Default.OfCheck(check).Select(one => one.Metadata.Id);
        ControlEvidence[] evidence =
        [
            new("Window", Minutes(windows.Length), ControlSources.Settings),
            new("Settle lag", Minutes(windows.SettleLag), ControlSources.Settings),
            new("Looks for late records", windows.LateLooks.Count == 0 ? "none" : string.Join(", ", windows.LateLooks.Select(Minutes)), ControlSources.Settings),
            new("Detections", string.Join(", ", detections), ControlSources.Settings),
        ];
        if (windows.Length > schedule) return Fail(resource, $"The {resource} judges {Minutes(windows.Length)} at a time; the runbook runs it every {Minutes(schedule)}.", evidence);
        if (windows.LateLooks.Count > 0) return Pass(resource, $"The {resource} judges {Minutes(windows.Length)} at a time, and looks again for late records.", evidence);
        // Who never looks again must wait until all records are there.
        if (!facts.Network.FlowLogs.IsKnown) return NotVerified(resource, $"How long records of {facts.Target.LogGroup} take, which the {resource} never waits for again,", facts.Network.FlowLogs.Failure);
        var needed = facts.Delivering(facts.Network.FlowLogs.Value).Max(flowLog => flowLog.MaximumAggregationInterval) ?? TimeSpan.FromMinutes(10);
        return windows.SettleLag >= needed + Delivery
            ? Pass(resource, $"The {resource} judges {Minutes(windows.Length)} at a time, {Minutes(windows.SettleLag)} after they ended.", evidence)
            : Fail(resource, $"The {resource} judges windows {Minutes(windows.SettleLag)} after their end and never again, while records take up to {Minutes(needed + Delivery)}: those that come later are never judged.", evidence);
    }

    private static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes");
}
