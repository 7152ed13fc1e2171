namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>a like "text"</c>: whether a text holds another.</summary>
internal sealed record SubstringExpression(Expression Subject, string Part, bool IsNegated, SourceSpan Span) : Expression(Span);
