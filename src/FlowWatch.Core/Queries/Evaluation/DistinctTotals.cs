namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>How many different values, exactly.</summary>
internal sealed class DistinctTotals(FlowEvaluation of, FlowEvaluation? where) : MeasureTotals(of, where)
{
    private readonly List<HashSet<FlowValue>?> seen = [];

    public override void AddGroup() => seen.Add(null);

    public override FlowValue Result(int group) => FlowValue.Of(seen[group]?.Count ?? 0);

    protected override void Add(int group, FlowValue value) => (seen[group] ??= []).Add(value);
}
