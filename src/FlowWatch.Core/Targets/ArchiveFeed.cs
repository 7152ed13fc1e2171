namespace FlowWatch.Core.Targets;

/// <summary>How flow logs get into the archive bucket; it decides where an object's account, region and hour stand in its key.</summary>
public enum ArchiveFeed
{
    /// <summary>A second flow log delivers to S3: <c>AWSLogs/{account}/vpcflowlogs/{region}/…</c>, plain or Hive-style.</summary>
    FlowLog,

    /// <summary>A Firehose stream subscribed to the log group: <c>{prefix}/yyyy/MM/dd/HH/{stream}-…</c>.</summary>
    Firehose,

    /// <summary>CloudWatch Logs export tasks: <c>{prefix}/{task-id}/{log-stream}/000000.gz</c>.</summary>
    ExportTask,
}
