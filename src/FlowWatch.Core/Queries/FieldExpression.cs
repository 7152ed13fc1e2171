namespace FlowWatch.Core.Queries;

/// <summary>A field or a derived name.</summary>
/// <param name="Name">Its name.</param>
public sealed record FieldExpression(string Name) : FlowExpression
{
    /// <inheritdoc/>
    public override IEnumerable<string> Names => [Name];

    /// <inheritdoc/>
    public override string ToString() => Name;
}
