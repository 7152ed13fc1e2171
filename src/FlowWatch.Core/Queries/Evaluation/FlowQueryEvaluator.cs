namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>
/// Answers a <see cref="FlowQuery"/> over rows in memory, with the meaning the query has for every engine: derived values, filter,
/// groups and measures, having, order, limit. Estimates are exact here. Rows that are equal in a query's order keep the order they were
/// met in. A sum stops at <see cref="LargestSum"/>; any other number that does not fit 64 bits is absent.
/// </summary>
public static class FlowQueryEvaluator
{
    /// <summary>Where sums stop, in every engine, so that hostile numbers can neither overflow a sum nor what is computed from it.</summary>
    public const long LargestSum = 100_000_000_000_000_000;

    private const int RowsBetweenLooks = 4096;

    /// <summary>Runs a query over the rows of its input (<see cref="FlowQuery.From"/>, or flow log records).</summary>
    /// <param name="query">The query; what it is over is the caller's affair.</param>
    /// <param name="rows">The rows, all with the same columns; a name that no column has is absent.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<FlowRow> Evaluate(FlowQuery query, IReadOnlyList<FlowRow> rows, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(rows);
        var columns = query.Columns.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index);
        IEnumerable<FlowValue[]> groups = Group(query, rows, cancellationToken);
        if (query.GroupFilter is not null)
        {
            var having = new FlowExpressionCompiler(columns).Compile(query.GroupFilter);
            groups = groups.Where(group => having(group).IsTrue);
        }

        if (query.Order.Count > 0) groups = groups.Order(new RowOrder(query.Order, columns));
        if (query.Limit is { } limit) groups = groups.Take(limit);
        return [.. groups.Select(group => new FlowRow(columns, Array.ConvertAll(group, value => value.ToObject())))];
    }

    /// <summary>The rows for which a condition is true.</summary>
    /// <param name="rows">The rows, all with the same columns.</param>
    /// <param name="condition">The condition; absent counts as false.</param>
    public static IReadOnlyList<FlowRow> Where(IReadOnlyList<FlowRow> rows, FlowExpression condition)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var plan = new RowPlan(FlowQuery.OverRecords("rows").Where(condition), rows.Count > 0 ? rows[0].Columns.Keys : []);
        return [.. rows.Where(row => plan.Read(row) is not null)];
    }

    private static List<FlowValue[]> Group(FlowQuery query, IReadOnlyList<FlowRow> rows, CancellationToken cancellationToken)
    {
        var plan = new RowPlan(query, rows.Count > 0 ? rows[0].Columns.Keys : query.InputNames);
        var known = new Dictionary<FlowValue[], int>(new GroupKeyComparer());
        var lookup = known.GetAlternateLookup<ReadOnlySpan<FlowValue>>();
        var met = new List<FlowValue[]>();
        var keys = new FlowValue[query.Keys.Count];
        if (keys.Length == 0) AddGroup();

        for (var index = 0; index < rows.Count; index++)
        {
            if (index % RowsBetweenLooks == 0) cancellationToken.ThrowIfCancellationRequested();
            if (plan.Read(rows[index]) is not { } row) continue;
            for (var key = 0; key < keys.Length; key++) keys[key] = plan.Keys[key](row);
            if (!lookup.TryGetValue(keys, out var group)) group = AddGroup();
            foreach (var measure in plan.Measures) measure.Add(group, row);
        }

        return [.. met.Select((group, number) => Result(group, number, plan.Measures))];

        int AddGroup()
        {
            met.Add([.. keys]);
            known.Add(met[^1], met.Count - 1);
            foreach (var measure in plan.Measures) measure.AddGroup();
            return met.Count - 1;
        }
    }

    private static FlowValue[] Result(FlowValue[] keys, int group, MeasureTotals[] measures)
    {
        var result = new FlowValue[keys.Length + measures.Length];
        keys.CopyTo(result, 0);
        for (var index = 0; index < measures.Length; index++) result[keys.Length + index] = measures[index].Result(group);
        return result;
    }
}
