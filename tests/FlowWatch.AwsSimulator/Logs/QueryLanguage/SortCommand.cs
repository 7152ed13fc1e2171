namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>sort</c></summary>
internal sealed record SortCommand(IReadOnlyList<SortKey> Keys, SourceSpan Span) : QueryCommand(Span);
