namespace FlowWatch.Core.Queries;

/// <summary>An operator between two expressions.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="Left">The left operand.</param>
/// <param name="Right">The right operand.</param>
public sealed record BinaryExpression(FlowOperator Operator, FlowExpression Left, FlowExpression Right) : FlowExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => Left.Names.Concat(Right.Names);

    /// <summary>The operator as it is written.</summary>
    public string Symbol => Operator switch
    {
        FlowOperator.Equal => "=",
        FlowOperator.NotEqual => "<>",
        FlowOperator.Less => "<",
        FlowOperator.LessOrEqual => "<=",
        FlowOperator.Greater => ">",
        FlowOperator.GreaterOrEqual => ">=",
        FlowOperator.Add => "+",
        FlowOperator.Subtract => "-",
        FlowOperator.Multiply => "*",
        FlowOperator.Divide => "//",
        _ => throw new InvalidOperationException($"Operator {Operator} has no symbol."),
    };

    /// <inheritdoc/>
    public override string ToString() => $"({Left} {Symbol} {Right})";
}
