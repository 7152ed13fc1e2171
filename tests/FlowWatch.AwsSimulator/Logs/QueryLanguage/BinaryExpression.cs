namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>An operator between its operands.</summary>
internal sealed record BinaryExpression(BinaryOperator Operator, Expression Left, Expression Right) : Expression(Left.Span.To(Right.Span));
