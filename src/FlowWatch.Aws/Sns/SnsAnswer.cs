using FlowWatch.Core.Alerts;

namespace FlowWatch.Aws.Sns;

/// <summary>What SNS made of messages.</summary>
/// <param name="Outcome">What became of them.</param>
/// <param name="Detail">The id SNS gave, or what was wrong and what to do.</param>
/// <param name="IsOfTopic">Whether it is about the topic, or the way to it: then no further message to it fares better now.</param>
internal sealed record SnsAnswer(DeliveryOutcome Outcome, string Detail, bool IsOfTopic = false);
