namespace FlowWatch.Core.Queries;

/// <summary>A number computed over the rows of a group, over all of them or over those that meet a condition.</summary>
/// <param name="Name">Its name in the result.</param>
/// <param name="Kind">What it does.</param>
/// <param name="Of">The value it works on; null only for <see cref="MeasureKind.Count"/>.</param>
/// <param name="Where">The condition; null takes every row.</param>
public sealed record FlowMeasure(string Name, MeasureKind Kind, FlowExpression? Of = null, FlowExpression? Where = null)
{
    /// <summary>How many rows (that meet the condition).</summary>
    public static FlowMeasure Count(string name, FlowExpression? where = null) => new(name, MeasureKind.Count, null, where);

    /// <summary>The sum of a value.</summary>
    public static FlowMeasure Sum(string name, FlowExpression of, FlowExpression? where = null) => new(name, MeasureKind.Sum, of, where);

    /// <summary>The smallest value.</summary>
    public static FlowMeasure Minimum(string name, FlowExpression of, FlowExpression? where = null) => new(name, MeasureKind.Minimum, of, where);

    /// <summary>The largest value.</summary>
    public static FlowMeasure Maximum(string name, FlowExpression of, FlowExpression? where = null) => new(name, MeasureKind.Maximum, of, where);

    /// <summary>The bits that any value has.</summary>
    public static FlowMeasure BitwiseOr(string name, FlowExpression of, FlowExpression? where = null) => new(name, MeasureKind.BitwiseOr, of, where);

    /// <summary>How many different values.</summary>
    public static FlowMeasure CountDistinct(string name, FlowExpression of, FlowExpression? where = null) =>
        new(name, MeasureKind.CountDistinct, of, where);

    /// <summary>About how many different values.</summary>
    public static FlowMeasure EstimateDistinct(string name, FlowExpression of, FlowExpression? where = null) =>
        new(name, MeasureKind.EstimateDistinct, of, where);

    /// <inheritdoc/>
    public override string ToString()
    {
        var function = Kind switch
        {
            MeasureKind.Minimum => "min",
            MeasureKind.Maximum => "max",
            MeasureKind.BitwiseOr => "bits_or",
            MeasureKind.CountDistinct => "count_distinct",
            MeasureKind.EstimateDistinct => "estimate_distinct",
            _ => Kind.ToString().ToLowerInvariant(),
        };
        return $"{function}({Of}){(Where is null ? "" : $" where {Where}")} as {Name}";
    }
}
