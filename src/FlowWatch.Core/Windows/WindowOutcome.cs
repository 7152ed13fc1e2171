namespace FlowWatch.Core.Windows;

/// <summary>What judging a window came to.</summary>
/// <param name="Records">Records read, those of the overlap before the window included; null where unknown.</param>
/// <param name="Findings">Findings stored.</param>
/// <param name="ArrivedUntil">Up to which time of arrival records were counted.</param>
/// <param name="Reason">What could not be looked at; null where all was.</param>
public sealed record WindowOutcome(long? Records, int Findings, DateTimeOffset ArrivedUntil, string? Reason)
{
    /// <summary>What the flow logs tell of the window itself; null where unknown.</summary>
    public WindowTraffic? Traffic { get; init; }
}
