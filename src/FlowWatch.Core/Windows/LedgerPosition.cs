namespace FlowWatch.Core.Windows;

/// <summary>Where a check stands with a target.</summary>
/// <param name="Watermark">Everything before it is judged.</param>
/// <param name="PlannedUntil">Everything before it is cut into windows, judged or not.</param>
/// <param name="Since">When the check first ran for the target. What lies before it was looked back at by choice, and nobody waited for it.</param>
public sealed record LedgerPosition(DateTimeOffset Watermark, DateTimeOffset PlannedUntil, DateTimeOffset Since);
