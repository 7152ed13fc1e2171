using System.Globalization;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.AlertTest;

/// <summary>Within 90 days an alert was sent to each topic on purpose, and accepted: the runbook's quarterly "Validate alert notifications".</summary>
public sealed class AlertTestControl : Control
{
    /// <summary>How old a test may be: a quarter.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var topics = facts.Target.Topics.Sns;
        var webhooks = facts.Target.Topics.All.Where(address => AlertAddress.KindOf(address) == AlertAddressKind.Webhook)
            .Select(address => NotVerified(WebhookName.Of(address), $"No test can be sent to the {WebhookName.Of(address)} yet, so it is not known whether it accepts alerts.")).ToList();
        if (topics.Count + webhooks.Count == 0) return [NotApplicable(facts.Target.Name, $"Target {facts.Target.Name} names no topic to test (see alert-topics-subscribed).")];
        if (topics.Count > 0 && !facts.Operation.AlertTests.IsKnown) return [NotVerified(facts.Target.Name, $"The alert tests of {facts.Target.Name}", facts.Operation.AlertTests.Failure)];
        return topics.Select(topic => Judge(facts, topic)).Concat(webhooks);
    }

    private ControlResult Judge(ComplianceFacts facts, string topic)
    {
        const string How = "flowwatch doctor --send-test sends one.";
        if (facts.Operation.AlertTests.Value!.FirstOrDefault(test => test.Topic == topic) is not { } test) return Fail(topic, $"No alert was ever sent to {topic} as a test; {How}", new ControlEvidence("Alert test", "none", ControlSources.State));
        var at = test.SentAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + "Z";
        var evidence = new ControlEvidence("Last alert test", test.AcceptedAt is null ? $"{at}, refused: {test.Failure}" : $"{at}, accepted{(test.MessageId is { } id ? $" as {id}" : "")}", ControlSources.State);
        if (test.AcceptedAt is null) return Fail(topic, $"The last test alert to {topic}, at {at}, was not accepted: {test.Failure}.", evidence);
        return facts.Now - test.AcceptedAt <= Oldest
            ? Pass(topic, $"A test alert to {topic} was accepted at {at}.", evidence)
            : Fail(topic, string.Create(CultureInfo.InvariantCulture, $"The last test alert to {topic} is {(facts.Now - test.AcceptedAt.Value).TotalDays:0} days old, more than {Oldest.TotalDays:0}; {How}"), evidence);
    }
}
