using System.Collections.Concurrent;

namespace FlowWatch.AwsSimulator.CloudWatch;

/// <summary>The metrics of one account in one region.</summary>
public sealed class SimulatedMetrics
{
    private readonly ConcurrentDictionary<SimulatedMetric, ConcurrentQueue<(DateTimeOffset Time, double Value)>> samples = new();

    internal SimulatedMetrics()
    {
    }

    /// <summary>Adds a sample, as PutMetricData does.</summary>
    /// <param name="metricNamespace">The namespace, such as <c>AWS/Logs</c>.</param>
    /// <param name="name">The metric's name.</param>
    /// <param name="dimensions">The dimensions; their order does not matter, but all of them do.</param>
    /// <param name="time">When it was measured.</param>
    /// <param name="value">What was measured.</param>
    public void Add(string metricNamespace, string name, IReadOnlyDictionary<string, string> dimensions, DateTimeOffset time, double value) =>
        samples.GetOrAdd(new SimulatedMetric(metricNamespace, name, dimensions), _ => new()).Enqueue((time, value));

    internal IEnumerable<(DateTimeOffset Time, double Value)> Samples(SimulatedMetric metric) =>
        samples.TryGetValue(metric, out var found) ? found : [];
}
