namespace FlowWatch.Core.Queries;

/// <summary>An expression with the name its value has in the rows.</summary>
/// <param name="Name">The name.</param>
/// <param name="Expression">The expression.</param>
public sealed record NamedExpression(string Name, FlowExpression Expression)
{
    /// <inheritdoc/>
    public override string ToString() =>
        Expression is FieldExpression field && field.Name == Name ? Name : $"{Expression} as {Name}";
}
