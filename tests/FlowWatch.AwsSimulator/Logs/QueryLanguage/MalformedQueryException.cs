namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>The text is no valid Logs Insights query. CloudWatch Logs answers with an error of the same name.</summary>
internal sealed class MalformedQueryException(string problem, SourceSpan location) : Exception(problem)
{
    /// <summary>Where in the text the problem is.</summary>
    public SourceSpan Location { get; } = location;
}
