namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>The bits that any value has; absent where there is no value.</summary>
internal sealed class BitwiseOrTotals(FlowEvaluation of, FlowEvaluation? where) : MeasureTotals(of, where)
{
    private readonly List<FlowValue> bits = [];

    public override void AddGroup() => bits.Add(FlowValue.Absent);

    public override FlowValue Result(int group) => bits[group];

    protected override void Add(int group, FlowValue value) =>
        bits[group] = bits[group].IsAbsent ? FlowValue.Of(value.Number) : FlowValue.Of(bits[group].Number | value.Number);
}
