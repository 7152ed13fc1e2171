using FlowWatch.Core.Accounts;
using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Diagnostics.Pipeline.Causes;

/// <summary>Alerts have a topic, it is there, and somebody hears it.</summary>
internal sealed class TopicsCause : IPipelineCause
{
    private const string Id = "topics";
    private const string Title = "Alerts are heard";

    public IEnumerable<PipelineStep> Judge(PipelineFacts facts)
    {
        var target = facts.Account.Target.Name;
        if (facts.Topics.Count == 0) yield return new PipelineStep(Id, Title, PipelineVerdict.Wrong, $"Target {target} names no topic: nobody is alerted.", "settings", "Give the target its topics, topics.warning and topics.critical.", "flowwatch config show");
        foreach (var (arn, topic) in facts.Topics.OrderBy(one => one.Key, StringComparer.Ordinal)) yield return Judge(target, arn, topic);
    }

    private static PipelineStep Judge(string target, string arn, Fact<TopicDetails> topic)
    {
        var test = $"flowwatch doctor --target {ShellText.Word(target)} --send-test";
        if (topic.Failure is { Kind: FactFailureKind.NotFound } missing) return new PipelineStep(Id, Title, PipelineVerdict.Wrong, $"There is no topic {arn}.", missing.ToString(), "Make the topic, or correct the target's topics.", $"aws sns create-topic --name {ShellText.Word(arn[(arn.LastIndexOf(':') + 1)..])}");
        if (!topic.IsKnown) return new PipelineStep(Id, Title, PipelineVerdict.NotVerified, $"Topic {arn} could not be looked at.", topic.Failure.ToString(), $"Let FlowWatch's role do {topic.Failure.Action}, or send a test.", test);
        var evidence = $"{topic.Value.ConfirmedSubscriptions?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} confirmed, {topic.Value.PendingSubscriptions?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} pending subscriptions";
        return topic.Value.ConfirmedSubscriptions is > 0
            ? new PipelineStep(Id, Title, PipelineVerdict.Ok, $"Topic {arn} has {ReadableNumber.Count(topic.Value.ConfirmedSubscriptions.Value, "confirmed subscriptions")}.", evidence)
            : new PipelineStep(Id, Title, PipelineVerdict.Wrong, $"Nobody has confirmed a subscription of {arn}.", evidence, "Subscribe, confirm the message that comes, and send a test.", test);
    }
}
