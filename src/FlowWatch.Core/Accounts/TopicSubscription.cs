namespace FlowWatch.Core.Accounts;

/// <summary>A subscription to a topic. Where it leads (an address, a number) is nobody's business here.</summary>
/// <param name="Protocol">How messages go on: <c>email</c>, <c>https</c>, <c>sqs</c>, <c>lambda</c>, …</param>
/// <param name="IsConfirmed">Whether it gets messages.</param>
public sealed record TopicSubscription(string Protocol, bool IsConfirmed);
