namespace FlowWatch.AwsSimulator.Faults;

/// <summary>What one request meets.</summary>
/// <param name="Delay">How late its answer comes.</param>
/// <param name="Fault">What decides its answer; null for nothing.</param>
internal sealed record MetFaults(TimeSpan Delay, SimulatedFault? Fault);
