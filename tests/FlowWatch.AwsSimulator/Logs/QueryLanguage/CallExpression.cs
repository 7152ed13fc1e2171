namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>A function of one row.</summary>
internal sealed record CallExpression(QueryFunction Function, IReadOnlyList<Expression> Arguments, SourceSpan Span) : Expression(Span);
