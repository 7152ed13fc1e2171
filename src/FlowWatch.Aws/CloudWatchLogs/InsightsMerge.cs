using FlowWatch.Core.Queries;

namespace FlowWatch.Aws.CloudWatchLogs;

/// <summary>Merges answers to the same query over different lines, each with the query's own columns.</summary>
internal static class InsightsMerge
{
    /// <summary>The query over the rows of all answers that gives the answer over all lines.</summary>
    /// <exception cref="NotSupportedException">A measure cannot be merged.</exception>
    public static FlowQuery Of(FlowQuery query) => query.Keys
        .Aggregate(FlowQuery.OverRecords(query.Name), (so, key) => so.By(key.Name))
        .Measure([.. query.Measures.Select(Measure)])
        .EndingLike(query);

    private static FlowMeasure Measure(FlowMeasure measure) => measure.Kind switch
    {
        // An upper bound for estimates: a value that two answers have counts twice.
        MeasureKind.Count or MeasureKind.Sum or MeasureKind.EstimateDistinct => FlowMeasure.Sum(measure.Name, FlowExpression.Field(measure.Name)),
        MeasureKind.Minimum or MeasureKind.Maximum or MeasureKind.BitwiseOr => new(measure.Name, measure.Kind, FlowExpression.Field(measure.Name)),
        _ => throw new NotSupportedException(
            $"'{measure.Name}' counts different values exactly, which cannot be merged from lines of several formats; estimate it instead"),
    };
}
