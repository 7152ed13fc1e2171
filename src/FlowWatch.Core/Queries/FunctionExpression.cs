namespace FlowWatch.Core.Queries;

/// <summary>A function of some operands.</summary>
/// <param name="Function">The function.</param>
/// <param name="Operands">Its operands.</param>
public sealed record FunctionExpression(FlowFunction Function, IReadOnlyList<FlowExpression> Operands) : FlowExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => Operands.SelectMany(operand => operand.Names);

    /// <inheritdoc/>
    public override string ToString()
    {
        var name = Function switch
        {
            FlowFunction.BitwiseAnd => "bits",
            FlowFunction.IsPresent => "present",
            _ => Function.ToString().ToLowerInvariant(),
        };
        return $"{name}({string.Join(", ", Operands)})";
    }
}
