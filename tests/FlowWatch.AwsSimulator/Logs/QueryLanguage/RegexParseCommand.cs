using System.Text.RegularExpressions;

namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary><c>parse field /(?&lt;x&gt;…)/</c>: the named groups become fields.</summary>
internal sealed record RegexParseCommand(FieldExpression Subject, Regex Pattern, IReadOnlyList<string> Names, SourceSpan Span) : QueryCommand(Span);
