namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>Something that has a value for each row.</summary>
/// <param name="Span">Where it stands in the query.</param>
internal abstract record Expression(SourceSpan Span);
