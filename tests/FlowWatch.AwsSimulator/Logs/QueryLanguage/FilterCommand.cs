namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>filter</c> or <c>where</c>: keeps the rows for which a condition holds.</summary>
internal sealed record FilterCommand(Expression Condition, SourceSpan Span) : QueryCommand(Span);
