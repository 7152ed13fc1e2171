namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>How a query reads one row: where its names stand, and everything it computes, made ready once.</summary>
internal sealed class RowPlan
{
    private readonly string[] inputs;
    private readonly FlowEvaluation[] derived;
    private readonly FlowEvaluation? filter;
    private readonly FlowValue[] row;
    private readonly int[] places;
    private IReadOnlyDictionary<string, int>? columns;

    public RowPlan(FlowQuery query)
    {
        inputs = [.. query.InputNames];
        var positions = inputs.Index().ToDictionary(input => input.Item, input => input.Index);
        derived = new FlowEvaluation[query.Derived.Count];
        for (var index = 0; index < derived.Length; index++)
        {
            // A value may take the place of the field it is named like, for those after it.
            var compiled = new FlowExpressionCompiler(positions.ToDictionary()).Compile(query.Derived[index].Expression);
            derived[index] = compiled;
            positions[query.Derived[index].Name] = inputs.Length + index;
        }

        var compiler = new FlowExpressionCompiler(positions);
        filter = query.Filter is null ? null : compiler.Compile(query.Filter);
        Keys = [.. query.Keys.Select(key => compiler.Compile(key.Expression))];
        Measures = [.. query.Measures.Select(measure => MeasureTotals.Of(measure, compiler))];
        row = new FlowValue[inputs.Length + derived.Length];
        places = new int[inputs.Length];
    }

    public FlowEvaluation[] Keys { get; }

    public MeasureTotals[] Measures { get; }

    /// <summary>The values of a row, its derived ones among them; null where the filter drops it. The next call overwrites them.</summary>
    public FlowValue[]? Read(FlowRow input)
    {
        if (!ReferenceEquals(columns, input.Columns)) FindPlaces(input.Columns);
        for (var index = 0; index < inputs.Length; index++) row[index] = places[index] < 0 ? FlowValue.Absent : FlowValue.OfObject(input.ValueAt(places[index]));
        for (var index = 0; index < derived.Length; index++) row[inputs.Length + index] = derived[index](row);
        return filter is null || filter(row).IsTrue ? row : null;
    }

    private void FindPlaces(IReadOnlyDictionary<string, int> found)
    {
        columns = found;
        for (var index = 0; index < inputs.Length; index++) places[index] = found.TryGetValue(inputs[index], out var place) ? place : -1;
    }
}
