namespace FlowWatch.AwsSimulator.CloudWatch;

/// <summary>A metric's name: namespace, name and dimensions together.</summary>
internal sealed class SimulatedMetric(string metricNamespace, string name, IEnumerable<KeyValuePair<string, string>> dimensions) : IEquatable<SimulatedMetric>
{
    // Dimensions have no order of their own.
    private readonly string text = string.Join('\n',
        [metricNamespace, name, .. dimensions.Select(dimension => $"{dimension.Key}={dimension.Value}").Order(StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public bool Equals(SimulatedMetric? other) => other is not null && other.text == text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SimulatedMetric);

    /// <inheritdoc/>
    public override int GetHashCode() => text.GetHashCode(StringComparison.Ordinal);
}
