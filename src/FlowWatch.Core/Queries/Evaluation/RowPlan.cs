namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>How a query reads one row: where its names stand, and everything it computes, made ready once.</summary>
internal sealed class RowPlan
{
    private readonly string[] inputs;
    private readonly FlowEvaluation[] derived;
    private readonly FlowEvaluation? filter;
    private readonly FlowValue[] row;
    private readonly int[] places;
    private IReadOnlyDictionary<string, int>? found;

    /// <summary>Makes the plan of a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="columns">The names that its rows have.</param>
    public RowPlan(FlowQuery query, IEnumerable<string> columns)
    {
        var present = columns.ToHashSet();
        var absent = new AbsentNames(present);
        inputs = [.. query.InputNames];
        var positions = inputs.Index().ToDictionary(input => input.Item, input => input.Index);
        derived = new FlowEvaluation[query.Derived.Count];
        for (var index = 0; index < derived.Length; index++)
        {
            // A value may take the place of the field it is named like, for those after it.
            var (name, expression) = (query.Derived[index].Name, absent.Fold(query.Derived[index].Expression));
            derived[index] = new FlowExpressionCompiler(positions.ToDictionary()).Compile(expression);
            positions[name] = inputs.Length + index;
            if (AbsentNames.IsAbsent(expression)) present.Remove(name);
            else present.Add(name);
        }

        var compiler = new FlowExpressionCompiler(positions);
        filter = query.Filter is null ? null : compiler.Compile(absent.FoldCondition(query.Filter));
        Keys = [.. query.Keys.Select(key => compiler.Compile(absent.Fold(key.Expression)))];
        Measures = [.. query.Measures.Select(measure => MeasureTotals.Of(Fold(measure, absent), compiler))];
        row = new FlowValue[inputs.Length + derived.Length];
        places = new int[inputs.Length];
    }

    public FlowEvaluation[] Keys { get; }

    public MeasureTotals[] Measures { get; }

    /// <summary>The values of a row, its derived ones among them; null where the filter drops it. The next call overwrites them.</summary>
    public FlowValue[]? Read(FlowRow input)
    {
        if (!ReferenceEquals(found, input.Columns)) FindPlaces(input.Columns);
        for (var index = 0; index < inputs.Length; index++) row[index] = places[index] < 0 ? FlowValue.Absent : FlowValue.OfObject(input.ValueAt(places[index]));
        for (var index = 0; index < derived.Length; index++) row[inputs.Length + index] = derived[index](row);
        return filter is null || filter(row).IsTrue ? row : null;
    }

    private static FlowMeasure Fold(FlowMeasure measure, AbsentNames absent) => measure with
    {
        Of = measure.Of is null ? null : absent.Fold(measure.Of),
        Where = measure.Where is null ? null : absent.FoldCondition(measure.Where),
    };

    private void FindPlaces(IReadOnlyDictionary<string, int> columns)
    {
        found = columns;
        for (var index = 0; index < inputs.Length; index++) places[index] = columns.TryGetValue(inputs[index], out var place) ? place : -1;
    }
}
