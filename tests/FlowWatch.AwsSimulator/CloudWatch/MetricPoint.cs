namespace FlowWatch.AwsSimulator.CloudWatch;

/// <summary>The value of a period, named by its start.</summary>
internal readonly record struct MetricPoint(DateTimeOffset Time, double Value);
