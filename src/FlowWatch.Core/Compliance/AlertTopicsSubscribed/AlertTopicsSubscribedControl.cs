using System.Globalization;
using FlowWatch.Core.Accounts;
using FlowWatch.Core.Alerts;
using FlowWatch.Core.Compliance.Facts;

namespace FlowWatch.Core.Compliance.AlertTopicsSubscribed;

/// <summary>There is a topic for warnings and one for critical findings; each topic exists, and somebody confirmed to hear it.</summary>
public sealed class AlertTopicsSubscribedControl : Control
{
    /// <inheritdoc/>
    public override IEnumerable<ControlResult> Judge(ComplianceFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var target = facts.Target;
        if (facts.HasNothingToRecord) return [NotApplicable(target.Name, $"Account {target.Account} has no VPC of its own in {target.Region}: there is nothing to tell of.")];
        (string Name, string? Arn)[] needed = [("Warning", target.Topics.Warning), ("Critical", target.Topics.Critical)];
        var missing = needed.Where(one => one.Arn is null).Select(one => Fail(target.Name, $"Target {target.Name} names no topic for findings of the runbook's severity {one.Name}: nobody is told.", new ControlEvidence($"Topic {one.Name}", "none", ControlSources.Settings)));
        return target.Topics.All.Select(address => AlertAddress.KindOf(address) switch
        {
            AlertAddressKind.Topic => Judge(facts, address),
            AlertAddressKind.Webhook => NotApplicable(WebhookName.Of(address), $"{WebhookName.Of(address)} has no subscriptions to count: alert-test is what tells of it."),
            var kind => Fail(kind.ToString().ToLowerInvariant(), $"Alerts of {target.Name} go to a {kind.ToString().ToLowerInvariant()} of the host, where nobody is told of them.", new ControlEvidence("Address", kind.ToString(), ControlSources.Settings)),
        }).Concat(missing);
    }

    private ControlResult Judge(ComplianceFacts facts, string arn)
    {
        if (!facts.Operation.Topics.TryGetValue(arn, out var topic)) return NotVerified(arn, $"The topic {arn} was not looked at.");
        if (topic.Failure is { Kind: FactFailureKind.NotFound }) return Fail(arn, $"The topic {arn} does not exist.", new ControlEvidence("Topic", "not found", ControlSources.Topics));
        if (!topic.IsKnown) return NotVerified(arn, $"The topic {arn}", topic.Failure);
        var details = topic.Value;
        // SNS tells the number with a delay; the list is what counts where there is one.
        if ((details.Subscriptions.Value?.Count(one => one.IsConfirmed) ?? details.ConfirmedSubscriptions) is not { } confirmed)
        {
            return details.Subscriptions.IsKnown ? NotVerified(arn, $"AWS tells no number of subscriptions of {arn}.") : NotVerified(arn, $"The subscriptions of {arn}", details.Subscriptions.Failure);
        }

        var pending = details.Subscriptions.Value?.Count(one => !one.IsConfirmed) ?? details.PendingSubscriptions ?? 0;
        List<ControlEvidence> evidence =
        [
            new("Confirmed subscriptions", confirmed.ToString(CultureInfo.InvariantCulture), ControlSources.Topics),
            new("Pending subscriptions", pending.ToString(CultureInfo.InvariantCulture), ControlSources.Topics),
            new("Protocols", string.Join(", ", (details.Subscriptions.Value ?? []).Where(one => one.IsConfirmed).Select(one => one.Protocol).Distinct().DefaultIfEmpty("not told")), ControlSources.Topics),
        ];
        if (details.Subscriptions.Failure is { } unlisted) evidence.Add(new("Subscriptions one by one", $"not seen: {unlisted}", ControlSources.Topics));
        return confirmed > 0
            ? Pass(arn, $"{confirmed} confirmed {(confirmed == 1 ? "subscription hears" : "subscriptions hear")} the topic {arn}.", evidence)
            : Fail(arn, pending > 0 ? $"Nobody hears the topic {arn}: {pending} {(pending == 1 ? "subscription was" : "subscriptions were")} asked for and never confirmed." : $"Nobody hears the topic {arn}: it has no subscription.", evidence);
    }
}
