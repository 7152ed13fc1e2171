namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>a in [b, c]</c>.</summary>
internal sealed record MembershipExpression(Expression Subject, IReadOnlyList<Expression> Values, bool IsNegated, SourceSpan Span) : Expression(Span);
