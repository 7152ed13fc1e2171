namespace FlowWatch.AwsSimulator.Logs;

/// <summary>A task that exports a log group to S3.</summary>
/// <param name="Id">Its id.</param>
/// <param name="LogGroup">The log group's name.</param>
/// <param name="From">The first event's time.</param>
/// <param name="To">The last event's time.</param>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What the keys begin with.</param>
/// <param name="Status"><c>CANCELLED</c>, <c>COMPLETED</c>, <c>FAILED</c>, <c>PENDING</c>, <c>PENDING_CANCEL</c> or <c>RUNNING</c>.</param>
public sealed record SimulatedExportTask(
    string Id, string LogGroup, DateTimeOffset From, DateTimeOffset To, string Bucket, string Prefix = "exportedlogs", string Status = "COMPLETED")
{
    /// <summary>What is said about the status; null for nothing.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>When the task was made. Default: its last event's time.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
}
