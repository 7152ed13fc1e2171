namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>display</c>: the columns of the result; the last one counts.</summary>
internal sealed record DisplayCommand(IReadOnlyList<NamedExpression> Items, SourceSpan Span) : QueryCommand(Span);
