namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>Conditions joined by <c>and</c> or by <c>or</c>; a list, because a query may hold hundreds.</summary>
/// <param name="IsAnd">Whether all must hold; otherwise one.</param>
/// <param name="Operands">The conditions, two or more.</param>
internal sealed record LogicalExpression(bool IsAnd, IReadOnlyList<Expression> Operands) : Expression(Operands[0].Span.To(Operands[^1].Span));
