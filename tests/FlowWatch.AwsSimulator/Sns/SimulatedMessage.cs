namespace FlowWatch.AwsSimulator.Sns;

/// <summary>A message that a topic accepted.</summary>
/// <param name="MessageId">The id that the publisher was given.</param>
/// <param name="Subject">The subject, or null.</param>
/// <param name="Message">The text.</param>
/// <param name="Attributes">The attributes by name.</param>
/// <param name="PublisherArn">Who published.</param>
/// <param name="Time">When, by the simulator's time.</param>
public sealed record SimulatedMessage(
    string MessageId, string? Subject, string Message, IReadOnlyDictionary<string, SimulatedAttributeValue> Attributes, string PublisherArn, DateTimeOffset Time);
