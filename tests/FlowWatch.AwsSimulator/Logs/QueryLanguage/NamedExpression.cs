namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>An expression and the name of its column.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Name">The alias; without one, the field's name or the expression as written.</param>
/// <param name="IsAliased">Whether the name was given with <c>as</c>.</param>
internal sealed record NamedExpression(Expression Expression, string Name, bool IsAliased)
{
    /// <summary>Whether it makes a field that was not there before.</summary>
    public bool IsNew => IsAliased || Expression is not FieldExpression;
}
