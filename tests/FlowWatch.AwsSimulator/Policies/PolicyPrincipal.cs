namespace FlowWatch.AwsSimulator.Policies;

/// <summary>One name of one who asks.</summary>
/// <param name="Type"><c>AWS</c>, <c>Federated</c> or <c>Service</c>.</param>
/// <param name="Name">An ARN, an account id, a provider or a service's name.</param>
internal sealed record PolicyPrincipal(string Type, string Name);
