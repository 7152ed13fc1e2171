namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>The sum of a value. It stops at a bound, so that hostile numbers can overflow neither it nor what is computed from it.</summary>
internal sealed class SumTotals(FlowEvaluation of, FlowEvaluation? where) : MeasureTotals(of, where)
{
    private readonly List<Int128> sums = [];

    public override void AddGroup() => sums.Add(0);

    public override FlowValue Result(int group) => FlowValue.Of((long)Int128.Max(Int128.Min(sums[group], FlowQueryEvaluator.LargestSum), long.MinValue));

    protected override void Add(int group, FlowValue value) => sums[group] += value.Number;
}
