namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>A function of many rows.</summary>
/// <param name="Aggregate">Which.</param>
/// <param name="Argument">What is taken of each row; null in <c>count()</c> and <c>count(*)</c>.</param>
/// <param name="Percent">The percentage of <c>pct</c>, 0 to 100; 0 for all others.</param>
/// <param name="Span">Where it stands.</param>
internal sealed record AggregateExpression(QueryAggregate Aggregate, Expression? Argument, double Percent, SourceSpan Span) : Expression(Span);
