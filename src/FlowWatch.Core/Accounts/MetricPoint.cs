namespace FlowWatch.Core.Accounts;

/// <summary>A point of a metric.</summary>
/// <param name="Start">When its period begins, in UTC.</param>
/// <param name="Value">The statistic's value, in the metric's own unit.</param>
public sealed record MetricPoint(DateTimeOffset Start, double Value);
