namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>The query uses something that CloudWatch Logs has and this simulator does not execute. It is no error of the query.</summary>
internal sealed class UnsupportedQueryException(string what, SourceSpan location)
    : Exception($"CloudWatch Logs Insights has {what}, but the simulator does not execute it.")
{
    /// <summary>Where in the text it stands.</summary>
    public SourceSpan Location { get; } = location;
}
