namespace FlowWatch.AwsSimulator.Logs.Execution.Aggregates;

/// <summary>Adds numbers up, or their mean; what is no number does not count.</summary>
internal sealed class SumAggregation(Evaluator argument, bool isMean, bool isZeroOfNothing) : Aggregation
{
    private double sum;
    private long count;

    /// <inheritdoc/>
    public override QueryValue Result =>
        count == 0 ? isZeroOfNothing ? QueryValue.OfNumber(0) : default : QueryValue.OfNumber(isMean ? sum / count : sum);

    /// <inheritdoc/>
    public override void Add(QueryRow row)
    {
        if (!argument(row).TryGetNumber(out var value)) return;
        sum += value;
        count++;
    }
}
