namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>A command that needs all rows before it, made executable.</summary>
internal abstract class TableStep
{
    /// <summary>The rows after the command.</summary>
    public abstract List<QueryRow> Apply(List<QueryRow> rows, QueryContext context);
}
