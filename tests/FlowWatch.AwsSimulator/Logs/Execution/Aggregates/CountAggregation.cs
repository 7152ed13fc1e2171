namespace FlowWatch.AwsSimulator.Logs.Execution.Aggregates;

/// <summary>Counts rows, or those that have a value.</summary>
internal sealed class CountAggregation(Evaluator? argument) : Aggregation
{
    private long count;

    /// <inheritdoc/>
    public override QueryValue Result => QueryValue.OfNumber(count);

    /// <inheritdoc/>
    public override void Add(QueryRow row)
    {
        if (argument is null || argument(row).IsPresent) count++;
    }
}
