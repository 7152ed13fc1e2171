namespace FlowWatch.Core.Queries;

/// <summary>One of two values, by a condition.</summary>
/// <param name="Condition">The condition; absent counts as false.</param>
/// <param name="Then">The value where it holds.</param>
/// <param name="Otherwise">The value where it does not.</param>
public sealed record ConditionalExpression(FlowExpression Condition, FlowExpression Then, FlowExpression Otherwise) : FlowExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => Condition.Names.Concat(Then.Names).Concat(Otherwise.Names);

    /// <inheritdoc/>
    public override string ToString() => $"if({Condition}, {Then}, {Otherwise})";
}
