namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>stats</c>: one row for each group of rows.</summary>
/// <param name="Items">What is computed.</param>
/// <param name="Keys">What the rows of a group have in common; none for one group of all.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record StatsCommand(IReadOnlyList<NamedExpression> Items, IReadOnlyList<NamedExpression> Keys, SourceSpan Span) : QueryCommand(Span);
