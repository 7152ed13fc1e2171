namespace FlowWatch.Core.Checks;

/// <summary>How long after their end records arrived.</summary>
/// <param name="Query">What was asked, as text.</param>
/// <param name="Delays">Delays and how many records took each, in no order.</param>
public sealed record ArrivalDelays(string Query, IReadOnlyList<(TimeSpan Delay, long Records)> Delays);
