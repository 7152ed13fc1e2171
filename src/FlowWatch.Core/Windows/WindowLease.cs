using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Windows;

/// <summary>The right to judge one window until the lease runs out.</summary>
/// <param name="Target">The target.</param>
/// <param name="Check">The check.</param>
/// <param name="Window">The window.</param>
/// <param name="Revision">How often it was judged before.</param>
/// <param name="Attempt">Which try this is, from 1.</param>
/// <param name="Version">The version of the row that proves the right.</param>
public sealed record WindowLease(string Target, string Check, TimeWindow Window, int Revision, int Attempt, string Version);
