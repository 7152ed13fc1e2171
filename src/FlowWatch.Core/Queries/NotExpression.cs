namespace FlowWatch.Core.Queries;

/// <summary>The opposite of a condition.</summary>
/// <param name="Operand">The condition.</param>
public sealed record NotExpression(FlowExpression Operand) : FlowExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => Operand.Names;

    /// <inheritdoc/>
    public override string ToString() => $"not {Operand}";
}
