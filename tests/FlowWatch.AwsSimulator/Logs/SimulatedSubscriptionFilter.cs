namespace FlowWatch.AwsSimulator.Logs;

/// <summary>A subscription filter of a log group.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DestinationArn">Where matching events go, such as a Firehose stream.</param>
/// <param name="Pattern">What matches; empty for everything.</param>
/// <param name="RoleArn">The role that CloudWatch Logs takes; null where it needs none.</param>
public sealed record SimulatedSubscriptionFilter(string Name, string DestinationArn, string Pattern = "", string? RoleArn = null);
