namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>A command that looks at each row alone.</summary>
/// <param name="keeps">Changes the row, and says whether it stays.</param>
internal sealed class RowStep(Func<QueryRow, bool> keeps) : TableStep
{
    /// <inheritdoc/>
    public override List<QueryRow> Apply(List<QueryRow> rows, QueryContext context) => [.. rows.Where(keeps)];
}
