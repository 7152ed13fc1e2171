namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>A text.</summary>
internal sealed record TextExpression(string Value, SourceSpan Span) : Expression(Span);
