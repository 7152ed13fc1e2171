using System.Globalization;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;

namespace FlowWatch.Core.Alerts;

/// <summary>Which of a target's topics an alert goes to: that of its severity, and that of its escalation level.</summary>
public static class AlertRouting
{
    /// <summary>The route of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="metadata">What its detection is; null where nobody knows.</param>
    /// <param name="topics">The target's topics.</param>
    public static AlertRoute Of(Finding finding, DetectionMetadata? metadata, AlertTopics topics)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return Of(finding.Severity, LevelOf(metadata), topics);
    }

    /// <summary>The route of anything else that somebody must hear of: a failing check, a flow log that does not deliver, the archive.</summary>
    /// <param name="severity">How much it matters.</param>
    /// <param name="level">Who is called; <see cref="EscalationLevel.Operations"/> for FlowWatch's own faults and those of delivery and archive.</param>
    /// <param name="topics">The target's topics.</param>
    public static AlertRoute Of(Severity severity, EscalationLevel level, AlertTopics topics)
    {
        ArgumentNullException.ThrowIfNull(topics);
        if (severity < Severity.Medium) return new AlertRoute(level, AlertRouteStatus.NotAlerted, [], []);
        (string Setting, string? Topic)[] wanted =
        [
            severity == Severity.Medium ? ("topics.warning", topics.Warning) : ("topics.critical", topics.Critical),
            (string.Create(CultureInfo.InvariantCulture, $"topics.level{(int)level}"), topics.Levels.GetValueOrDefault(level)),
        ];
        var chosen = wanted.Select(one => one.Topic).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return new AlertRoute(level, chosen.Count == 0 ? AlertRouteStatus.NoTopic : AlertRouteStatus.Routed, chosen, [.. wanted.Where(one => one.Topic is null).Select(one => one.Setting)]);
    }

    /// <summary>Who is called for what a detection finds: security for the security check, network for the anomaly check, operations for anything else.</summary>
    /// <param name="metadata">What the detection is; null where nobody knows.</param>
    public static EscalationLevel LevelOf(DetectionMetadata? metadata) => metadata?.Check switch
    {
        "security" => EscalationLevel.Security,
        "anomaly" => EscalationLevel.Network,
        _ => EscalationLevel.Operations,
    };
}
