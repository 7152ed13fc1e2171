namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>A stretch of time, as argument of a function.</summary>
internal sealed record PeriodExpression(QueryPeriod Period, SourceSpan Span) : Expression(Span);
