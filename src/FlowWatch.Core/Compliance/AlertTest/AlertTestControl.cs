using System.Globalization;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.AlertTest;

/// <summary>Within 90 days an alert was sent to each topic and webhook on purpose, and accepted: the runbook's quarterly "Validate alert notifications".</summary>
public sealed class AlertTestControl : Control
{
    /// <summary>How old a test may be: a quarter.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(90);

    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var addresses = facts.Target.Topics.All.Where(address => AlertAddress.KindOf(address) is AlertAddressKind.Topic or AlertAddressKind.Webhook).ToList();
        if (addresses.Count == 0) return [NotApplicable(facts.Target.Name, $"Target {facts.Target.Name} names no topic to test (see alert-topics-subscribed).")];
        if (!facts.Operation.AlertTests.IsKnown) return [NotVerified(facts.Target.Name, $"The alert tests of {facts.Target.Name}", facts.Operation.AlertTests.Failure)];
        return addresses.Select(address => Judge(facts, address));
    }

    private ControlResult Judge(ComplianceFacts facts, string address)
    {
        const string How = "flowwatch doctor --send-test sends one.";
        var (name, to) = AlertAddress.KindOf(address) == AlertAddressKind.Webhook ? (WebhookName.Of(address), $"the {WebhookName.Of(address)}") : (address, address);
        if (facts.Operation.AlertTests.Value!.FirstOrDefault(test => test.Topic == address) is not { } test) return Fail(name, $"No alert was ever sent to {to} as a test; {How}", new ControlEvidence("Alert test", "none", ControlSources.State));
        var at = test.SentAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + "Z";
        var evidence = new ControlEvidence("Last alert test", test.AcceptedAt is null ? $"{at}, refused: {test.Failure}" : $"{at}, accepted{(test.MessageId is { } id ? $" as {id}" : "")}", ControlSources.State);
        if (test.AcceptedAt is null) return Fail(name, $"The last test alert to {to}, at {at}, was not accepted: {test.Failure}.", evidence);
        return facts.Now - test.AcceptedAt <= Oldest
            ? Pass(name, $"A test alert to {to} was accepted at {at}.", evidence)
            : Fail(name, string.Create(CultureInfo.InvariantCulture, $"The last test alert to {to} is {(facts.Now - test.AcceptedAt.Value).TotalDays:0} days old, more than {Oldest.TotalDays:0}; {How}"), evidence);
    }
}
