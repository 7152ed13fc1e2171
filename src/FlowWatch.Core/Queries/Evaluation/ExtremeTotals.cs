namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>The smallest or largest value.</summary>
internal sealed class ExtremeTotals(FlowEvaluation of, FlowEvaluation? where, Func<int, bool> isBetter) : MeasureTotals(of, where)
{
    private readonly List<FlowValue> best = [];

    public override void AddGroup() => best.Add(FlowValue.Absent);

    public override FlowValue Result(int group) => best[group];

    protected override void Add(int group, FlowValue value)
    {
        if (best[group].IsAbsent || isBetter(FlowValue.Compare(value, best[group]))) best[group] = value;
    }
}
