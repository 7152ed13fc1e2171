namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>fields</c>: adds columns.</summary>
internal sealed record FieldsCommand(IReadOnlyList<NamedExpression> Items, SourceSpan Span) : QueryCommand(Span);
