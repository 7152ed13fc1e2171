namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>parse field "a*b*" as x, y</c></summary>
internal sealed record GlobParseCommand(FieldExpression Subject, GlobPattern Pattern, IReadOnlyList<string> Names, SourceSpan Span) : QueryCommand(Span);
