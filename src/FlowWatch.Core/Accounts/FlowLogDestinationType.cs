namespace FlowWatch.Core.Accounts;

/// <summary>What sort of place a flow log's records go to.</summary>
public enum FlowLogDestinationType
{
    /// <summary>One that is not known here.</summary>
    Unknown,

    /// <summary>A CloudWatch log group.</summary>
    CloudWatchLogs,

    /// <summary>An S3 bucket.</summary>
    S3,

    /// <summary>An Amazon Data Firehose stream.</summary>
    Firehose,
}
