namespace FlowWatch.Core.Accounts;

/// <summary>A series of a metric.</summary>
/// <param name="Points">The points, oldest first. A period without values has none: a gap, not a zero.</param>
/// <param name="IsComplete">Whether AWS gave all it has; no where it said that data is missing.</param>
/// <param name="Notes">What AWS said about the data, cleaned.</param>
public sealed record MetricSeries(IReadOnlyList<MetricPoint> Points, bool IsComplete, IReadOnlyList<string> Notes);
