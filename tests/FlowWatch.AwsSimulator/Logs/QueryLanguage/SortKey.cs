namespace FlowWatch.AwsSimulator.Logs.QueryLanguage;

/// <summary>What rows are sorted by.</summary>
internal sealed record SortKey(Expression Expression, bool IsDescending);
