namespace FlowWatch.Core.Accounts;

/// <summary>Which series of a metric is wanted.</summary>
public sealed record MetricQuery
{
    /// <summary>The namespace: <c>AWS/Logs</c>.</summary>
    public required string Namespace { get; init; }

    /// <summary>The metric: <c>IncomingLogEvents</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The dimensions, all of them: a metric with other or further dimensions is another metric.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();

    /// <summary>What is made of the values within a period.</summary>
    public required MetricStatistic Statistic { get; init; }

    /// <summary>How long a point spans: whole minutes. AWS keeps minutes for 15 days, 5 minutes for 63 days, hours for 455 days.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>The beginning, inclusive; AWS rounds it down to a period.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end, exclusive.</summary>
    public required DateTimeOffset To { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Metric}{string.Concat(Dimensions.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $" {one.Key}={one.Value}"))}";
}
