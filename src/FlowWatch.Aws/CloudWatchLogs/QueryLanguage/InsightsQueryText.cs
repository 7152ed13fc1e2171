using FlowWatch.Core.Queries;

namespace FlowWatch.Aws.CloudWatchLogs.QueryLanguage;

/// <summary>One text to send.</summary>
/// <param name="Text">The query in Logs Insights QL.</param>
/// <param name="Limit">The most rows it returns.</param>
/// <param name="Keep">
/// Which of its rows count; null takes all. Of several texts that ask for parts of a list, two may return the same lines: they count in
/// the first that has them.
/// </param>
/// <param name="IsUnfiltered">Whether it lets every line through that has the format's shape.</param>
internal sealed record InsightsQueryText(string Text, int Limit, FlowExpression? Keep, bool IsUnfiltered);
