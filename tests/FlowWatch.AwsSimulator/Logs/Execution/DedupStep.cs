namespace FlowWatch.AwsSimulator.Logs.Execution;

/// <summary>The first row of those with the same values; those that lack one of the values all stay.</summary>
internal sealed class DedupStep(Evaluator[] fields) : TableStep
{
    /// <inheritdoc/>
    public override List<QueryRow> Apply(List<QueryRow> rows, QueryContext context)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var key = new ValueKey();
        return [.. rows.Where(row => seen.Add(key.Of(row, fields, out var hasAbsent).ToString()) || hasAbsent)];
    }
}
