namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>What stands between two pipes.</summary>
/// <param name="Span">Where it stands in the query.</param>
internal abstract record QueryCommand(SourceSpan Span);
