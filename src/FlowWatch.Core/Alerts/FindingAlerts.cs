using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts;

/// <summary>Tells people of findings at once, each over the topics its target names for it.</summary>
/// <param name="channelOf">The channel for a target's topics.</param>
public sealed class FindingAlerts(Func<MonitoredTarget, IAlertChannel> channelOf)
{
    /// <summary>Sends.</summary>
    /// <param name="target">The target the findings are of.</param>
    /// <param name="window">The window that was judged.</param>
    /// <param name="findings">The findings; those that nobody wants to hear of are passed over.</param>
    /// <param name="cancellationToken">Stops sending.</param>
    /// <returns>What became of each message on each topic, and the findings that no topic is named for.</returns>
    public async Task<(IReadOnlyList<Delivery> Deliveries, IReadOnlyList<Finding> WithoutTopic)> SendAsync(
        MonitoredTarget target, TimeWindow window, IReadOnlyList<Finding> findings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(target);
        var routed = findings.Select(finding => (Finding: finding, Metadata: DetectionCatalog.Default.Find(finding.Detection)?.Metadata))
            .Select(one => (one.Finding, one.Metadata, Route: AlertRouting.Of(one.Finding, one.Metadata, target.Topics))).ToList();
        var deliveries = new List<Delivery>();
        foreach (var topic in routed.SelectMany(one => one.Route.Topics).Distinct(StringComparer.Ordinal))
        {
            var messages = routed.Where(one => one.Route.Topics.Contains(topic, StringComparer.Ordinal))
                .Select(one => FindingMessage.Of(one.Finding, target, window, one.Metadata, traceId: null)).ToList();
            deliveries.AddRange(await channelOf(target).SendAsync(topic, messages, cancellationToken).ConfigureAwait(false));
        }

        return (deliveries, [.. routed.Where(one => one.Route.Status == AlertRouteStatus.NoTopic).Select(one => one.Finding)]);
    }
}
