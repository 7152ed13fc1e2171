using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Dashboard;

/// <summary>How much was recorded in a stretch of time.</summary>
/// <param name="Window">The stretch.</param>
/// <param name="Records">Records, about: the average of what was read for the windows of it, overlap included; null where none is judged.</param>
/// <param name="IsWhole">Whether every window of it is judged, of every target.</param>
public sealed record TrafficBin(TimeWindow Window, long? Records, bool IsWhole);
