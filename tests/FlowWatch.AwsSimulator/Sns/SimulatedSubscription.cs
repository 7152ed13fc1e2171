namespace FlowWatch.AwsSimulator.Sns;

/// <summary>Somebody's subscription to a topic.</summary>
/// <param name="Protocol"><c>email</c>, <c>https</c>, <c>sqs</c>, <c>sms</c>, <c>lambda</c>, ….</param>
/// <param name="Endpoint">Where messages go.</param>
/// <param name="Confirmed">Whether the endpoint has confirmed; until then it gets nothing, and its ARN is <c>PendingConfirmation</c>.</param>
public sealed record SimulatedSubscription(string Protocol, string Endpoint, bool Confirmed = true);
