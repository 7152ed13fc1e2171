namespace FlowWatch.AwsSimulator.Logs.Execution.Aggregates;

/// <summary>The value that <c>sort</c> would put first or last.</summary>
internal sealed class SortedAggregation(Evaluator argument, bool isLast) : Aggregation
{
    private QueryValue found;

    /// <inheritdoc/>
    public override QueryValue Result => found;

    /// <inheritdoc/>
    public override void Add(QueryRow row)
    {
        var value = argument(row);
        if (!value.IsPresent) return;
        var order = NaturalOrder.Ascending.Compare(value, found);
        if (!found.IsPresent || (isLast ? order > 0 : order < 0)) found = value;
    }
}
