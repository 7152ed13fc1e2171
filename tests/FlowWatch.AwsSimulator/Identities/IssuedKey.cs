namespace FlowWatch.AwsSimulator.Identities;

/// <summary>Keys that are out, and whose they are.</summary>
internal sealed record IssuedKey(SimulatedCredentials Credentials, SimulatedPrincipal Principal);
