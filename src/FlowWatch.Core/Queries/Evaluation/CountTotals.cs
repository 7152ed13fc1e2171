namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>How many rows.</summary>
internal sealed class CountTotals(FlowEvaluation? where) : MeasureTotals(null, where)
{
    private readonly List<long> counts = [];

    public override void AddGroup() => counts.Add(0);

    public override FlowValue Result(int group) => FlowValue.Of(counts[group]);

    protected override void Add(int group, FlowValue value) => counts[group]++;
}
