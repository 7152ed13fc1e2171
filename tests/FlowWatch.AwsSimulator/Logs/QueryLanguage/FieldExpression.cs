namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>The value of a field.</summary>
internal sealed record FieldExpression(string Name, SourceSpan Span) : Expression(Span);
