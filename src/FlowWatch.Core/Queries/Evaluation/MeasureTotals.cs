namespace FlowWatch.Core.Queries.Evaluation;

/// <summary>One measure over all groups of a result; groups are numbered from 0 as they are met.</summary>
internal abstract class MeasureTotals
{
    private readonly FlowEvaluation? of;
    private readonly FlowEvaluation? where;

    protected MeasureTotals(FlowEvaluation? of, FlowEvaluation? where)
    {
        this.of = of;
        this.where = where;
    }

    /// <summary>Makes the totals of a measure.</summary>
    public static MeasureTotals Of(FlowMeasure measure, FlowExpressionCompiler compiler)
    {
        var of = measure.Of is null ? null : compiler.Compile(measure.Of);
        var where = measure.Where is null ? null : compiler.Compile(measure.Where);
        return measure.Kind switch
        {
            MeasureKind.Count => new CountTotals(where),
            MeasureKind.Sum => new SumTotals(of!, where),
            MeasureKind.Minimum => new ExtremeTotals(of!, where, order => order < 0),
            MeasureKind.Maximum => new ExtremeTotals(of!, where, order => order > 0),
            MeasureKind.BitwiseOr => new BitwiseOrTotals(of!, where),
            MeasureKind.CountDistinct or MeasureKind.EstimateDistinct => new DistinctTotals(of!, where),
            _ => throw new InvalidOperationException($"Measure {measure.Kind} is unknown."),
        };
    }

    /// <summary>Makes room for another group.</summary>
    public abstract void AddGroup();

    /// <summary>Takes a row into a group.</summary>
    public void Add(int group, FlowValue[] row)
    {
        if (where is not null && !where(row).IsTrue) return;
        var value = of is null ? FlowValue.Absent : of(row);
        if (of is null || !value.IsAbsent) Add(group, value);
    }

    /// <summary>What it comes to in a group.</summary>
    public abstract FlowValue Result(int group);

    protected abstract void Add(int group, FlowValue value);
}
