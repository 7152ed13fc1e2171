using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Checks;

/// <summary>What came of one target of a check.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Status">Whether it could be looked at.</param>
/// <param name="Window">The window that was judged.</param>
/// <param name="Records">Records judged.</param>
/// <param name="Findings">Findings, suppressed ones not counted.</param>
/// <param name="Reason">What could not be looked at, and why; null where all was.</param>
public sealed record TargetOutcome(string Target, TargetStatus Status, TimeWindow Window, long Records, int Findings, string? Reason);
