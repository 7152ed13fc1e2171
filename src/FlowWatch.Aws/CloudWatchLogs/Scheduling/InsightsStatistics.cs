namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>What a query cost, as GetQueryResults tells.</summary>
/// <param name="BytesScanned">Bytes of log events it read; AWS charges for these.</param>
/// <param name="RecordsScanned">Log events it read.</param>
/// <param name="RecordsMatched">Log events that its filters let through.</param>
public sealed record InsightsStatistics(long BytesScanned, long RecordsScanned, long RecordsMatched)
{
    /// <summary>Nothing was read.</summary>
    public static InsightsStatistics None { get; } = new(0, 0, 0);
}
