namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>limit</c>: the first rows only.</summary>
internal sealed record LimitCommand(int Count, SourceSpan Span) : QueryCommand(Span);
