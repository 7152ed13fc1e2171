namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed record BooleanExpression(bool Value, SourceSpan Span) : Expression(Span);
