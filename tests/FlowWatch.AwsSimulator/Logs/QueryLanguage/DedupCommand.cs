namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>dedup</c>: of the rows with the same values, the first. A row that lacks one of them stays.</summary>
internal sealed record DedupCommand(IReadOnlyList<FieldExpression> Fields, SourceSpan Span) : QueryCommand(Span);
