namespace FlowWatch.Core.Queries;

/// <summary>Membership in a set of values.</summary>
/// <param name="Operand">The value that is looked for.</param>
/// <param name="Values">The set: all <see cref="long"/>, or all <see cref="string"/>; an empty set holds nothing.</param>
public sealed record InExpression(FlowExpression Operand, IReadOnlyList<object> Values) : FlowExpression
{
    private const int Printed = 20;

    /// <inheritdoc/>
    public override IEnumerable<string> Names => Operand.Names;

    /// <inheritdoc/>
    public override string ToString()
    {
        var values = Values.Take(Printed).Select(value => new ConstantExpression(value).ToString());
        var more = Values.Count > Printed ? $", and {Values.Count - Printed} more" : "";
        return $"{Operand} in ({string.Join(", ", values)}{more})";
    }
}
