namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>The second stats.</summary>
internal sealed class StatsStep(StatsPlan plan) : TableStep
{
    /// <inheritdoc/>
    public override List<QueryRow> Apply(List<QueryRow> rows, QueryContext context)
    {
        var running = plan.Start(context);
        foreach (var row in rows) running.Add(row);
        return running.Rows();
    }
}
