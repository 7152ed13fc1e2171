namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>An operator and its operand.</summary>
internal sealed record UnaryExpression(UnaryOperator Operator, Expression Operand, SourceSpan Span) : Expression(Span);
