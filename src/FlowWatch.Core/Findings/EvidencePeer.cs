namespace FlowWatch.Core.Findings;

/// <summary>One address on the other side.</summary>
/// <param name="Address">The address.</param>
/// <param name="Connections">Connections with it.</param>
/// <param name="Bytes">Bytes exchanged with it, counted once.</param>
public sealed record EvidencePeer(string Address, long Connections, long Bytes);
