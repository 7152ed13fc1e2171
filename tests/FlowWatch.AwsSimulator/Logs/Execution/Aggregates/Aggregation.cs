namespace FlowWatch.AwsSimulator.Logs.Execution.Aggregates;

/// <summary>One aggregate of one group, while its rows come in.</summary>
internal abstract class Aggregation
{
    /// <summary>Takes a row.</summary>
    public abstract void Add(QueryRow row);

    /// <summary>The result for the rows taken.</summary>
    public abstract QueryValue Result { get; }
}
