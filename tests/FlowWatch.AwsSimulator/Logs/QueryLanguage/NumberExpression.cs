namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>A number.</summary>
internal sealed record NumberExpression(double Value, SourceSpan Span) : Expression(Span);
