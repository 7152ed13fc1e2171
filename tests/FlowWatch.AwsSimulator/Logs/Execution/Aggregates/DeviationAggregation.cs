namespace FlowWatch.AwsSimulator.Logs.Execution.Aggregates;

/// <summary>The standard deviation of all numbers taken (Welford's method, which large numbers do not upset).</summary>
internal sealed class DeviationAggregation(Evaluator argument) : Aggregation
{
    private long count;
    private double mean;
    private double squares;

    /// <inheritdoc/>
    public override QueryValue Result => count == 0 ? default : QueryValue.OfNumber(Math.Sqrt(squares / count));

    /// <inheritdoc/>
    public override void Add(QueryRow row)
    {
        if (!argument(row).TryGetNumber(out var value)) return;
        count++;
        var difference = value - mean;
        mean += difference / count;
        squares += difference * (value - mean);
    }
}
