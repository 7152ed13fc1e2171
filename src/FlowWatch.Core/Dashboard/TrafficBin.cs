using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Dashboard;

/// <summary>How much was recorded in a stretch of time, over all targets.</summary>
/// <param name="Window">The stretch.</param>
/// <param name="Bytes">Bytes; null where no window of it is judged.</param>
/// <param name="Records">Records; null where no window of it is judged.</param>
/// <param name="Refused">Records of refused connections; null where no window of it is judged whose flow logs tell.</param>
/// <param name="IsWhole">Whether every window of it is judged, of every target.</param>
public sealed record TrafficBin(TimeWindow Window, long? Bytes, long? Records, long? Refused, bool IsWhole);
