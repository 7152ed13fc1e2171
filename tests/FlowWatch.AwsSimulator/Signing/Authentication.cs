using FlowWatch.AwsSimulator.Identities;

namespace FlowWatch.AwsSimulator.Signing;

/// <summary>What is known of a request whose signature holds.</summary>
/// <param name="Principal">Who signed.</param>
/// <param name="Body">The body, taken out of its chunks.</param>
internal sealed record Authentication(SimulatedPrincipal Principal, ReadOnlyMemory<byte> Body);
