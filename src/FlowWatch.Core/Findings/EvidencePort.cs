namespace FlowWatch.Core.Findings;

/// <summary>One service port of the evidence.</summary>
/// <param name="Port">The port number.</param>
/// <param name="Service">The service usually found there (<c>ssh</c>), or null.</param>
/// <param name="Connections">Connections to it.</param>
public sealed record EvidencePort(int Port, string? Service, long Connections);
