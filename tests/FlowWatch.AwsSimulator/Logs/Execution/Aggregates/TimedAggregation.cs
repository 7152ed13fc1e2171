namespace FlowWatch.AwsSimulator.Logs.Execution.Aggregates;

/// <summary>The value of the row with the earliest or latest time, of the rows that have one.</summary>
internal sealed class TimedAggregation(Evaluator argument, Evaluator time, bool isLatest) : Aggregation
{
    private QueryValue found;
    private double foundTime;

    /// <inheritdoc/>
    public override QueryValue Result => found;

    /// <inheritdoc/>
    public override void Add(QueryRow row)
    {
        var value = argument(row);
        if (!value.IsPresent || !time(row).TryGetNumber(out var at)) return;
        if (found.IsPresent && (isLatest ? at < foundTime : at >= foundTime)) return;
        found = value;
        foundTime = at;
    }
}
