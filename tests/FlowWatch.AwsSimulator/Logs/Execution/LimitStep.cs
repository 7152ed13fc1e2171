namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>The first rows.</summary>
internal sealed class LimitStep(int count) : TableStep
{
    /// <summary>How many.</summary>
    public int Count => count;

    /// <inheritdoc/>
    public override List<QueryRow> Apply(List<QueryRow> rows, QueryContext context) => rows.Count <= count ? rows : rows[..count];
}
