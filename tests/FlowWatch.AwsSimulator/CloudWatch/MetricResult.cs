namespace FlowWatch.AwsSimulator.CloudWatch;

/// <summary>The part of a query's values that is on one page.</summary>
/// <param name="Query">The query.</param>
/// <param name="Points">The values on this page.</param>
/// <param name="IsComplete">Whether no more follow on a later page.</param>
internal sealed record MetricResult(MetricQuery Query, IReadOnlyList<MetricPoint> Points, bool IsComplete);
