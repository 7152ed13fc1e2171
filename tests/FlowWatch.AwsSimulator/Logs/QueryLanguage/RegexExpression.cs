using System.Text.RegularExpressions;

namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>a like /…/</c> or <c>a =~ /…/</c>: whether a text holds a match.</summary>
internal sealed record RegexExpression(Expression Subject, Regex Pattern, bool IsNegated, SourceSpan Span) : Expression(Span);
