namespace FlowWatch.AwsSimulator.Logs.Execution.Aggregates;

/// <summary>The smallest or largest number; of values without any number, the first or last text.</summary>
internal sealed class ExtremeAggregation(Evaluator argument, bool isLargest) : Aggregation
{
    private QueryValue found;
    private bool foundIsNumber;

    /// <inheritdoc/>
    public override QueryValue Result => found;

    /// <inheritdoc/>
    public override void Add(QueryRow row)
    {
        var value = argument(row);
        if (!value.IsPresent) return;
        var isNumber = value.TryGetNumber(out _);
        if (found.IsPresent && (isNumber == foundIsNumber ? !IsBetter(value) : foundIsNumber)) return;
        found = value;
        foundIsNumber = isNumber;
    }

    private bool IsBetter(in QueryValue value)
    {
        var order = NaturalOrder.Ascending.Compare(value, found);
        return isLargest ? order > 0 : order < 0;
    }
}
