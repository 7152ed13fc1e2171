namespace FlowWatch.Core.Queries;

/// <summary>Conditions joined by and, or by or.</summary>
/// <param name="Operator">How they are joined.</param>
/// <param name="Operands">The conditions; an empty "and" is true, an empty "or" is false.</param>
public sealed record LogicalExpression(LogicalOperator Operator, IReadOnlyList<FlowExpression> Operands) : FlowExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => Operands.SelectMany(operand => operand.Names);

    /// <inheritdoc/>
    public override string ToString() => Operands.Count == 0
        ? (Operator == LogicalOperator.And ? "true" : "false")
        : "(" + string.Join(Operator == LogicalOperator.And ? " and " : " or ", Operands) + ")";
}
