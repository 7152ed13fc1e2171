namespace FlowWatch.Core.Windows;

/// <summary>Where a check stands with a target.</summary>
/// <param name="Watermark">Everything before it is judged.</param>
/// <param name="PlannedUntil">Everything before it is cut into windows, judged or not.</param>
public sealed record LedgerPosition(DateTimeOffset Watermark, DateTimeOffset PlannedUntil);
