namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>Compares result rows by a query's order. Absent values come last, whichever way the order goes.</summary>
internal sealed class RowOrder(IReadOnlyList<FlowOrder> order, IReadOnlyDictionary<string, int> columns) : IComparer<FlowValue[]>
{
    private readonly (int Column, bool Descending)[] parts = [.. order.Select(one => (columns[one.Name], one.Descending))];

    public int Compare(FlowValue[]? x, FlowValue[]? y)
    {
        foreach (var (column, descending) in parts)
        {
            var (left, right) = (x![column], y![column]);
            var compared = (left.IsAbsent, right.IsAbsent) switch
            {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => -1,
                _ => FlowValue.Compare(left, right) * (descending ? -1 : 1),
            };
            if (compared != 0) return compared;
        }

        return 0;
    }
}
