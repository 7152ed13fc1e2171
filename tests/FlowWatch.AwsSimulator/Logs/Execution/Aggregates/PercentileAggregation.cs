namespace FlowWatch.AwsSimulator.Logs.Execution.Aggregates;

/// <summary>The smallest number that a percentage of the numbers does not exceed.</summary>
internal sealed class PercentileAggregation(Evaluator argument, double percent) : Aggregation
{
    private readonly List<double> values = [];

    /// <inheritdoc/>
    public override QueryValue Result
    {
        get
        {
            if (values.Count == 0) return default;
            values.Sort();
            var rank = (int)Math.Ceiling(percent / 100 * values.Count);
            return QueryValue.OfNumber(values[Math.Clamp(rank - 1, 0, values.Count - 1)]);
        }
    }

    /// <inheritdoc/>
    public override void Add(QueryRow row)
    {
        if (argument(row).TryGetNumber(out var value)) values.Add(value);
    }
}
