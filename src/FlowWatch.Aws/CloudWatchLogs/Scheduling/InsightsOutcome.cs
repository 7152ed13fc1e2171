namespace FlowWatch.Aws.CloudWatchLogs.Scheduling;

/// <summary>What came of a Logs Insights query. Only <see cref="Complete"/> has rows; anything else means that the window was not looked at.</summary>
public enum InsightsOutcome
{
    /// <summary>It ran to its end and all its rows were read.</summary>
    Complete,

    /// <summary>AWS does not understand the text: a bug of FlowWatch. Trying again does not help.</summary>
    Malformed,

    /// <summary>There is no such log group.</summary>
    LogGroupNotFound,

    /// <summary>AWS refused: a permission is missing.</summary>
    AccessDenied,

    /// <summary>It took longer than FlowWatch's deadline or than AWS allows.</summary>
    TimedOut,

    /// <summary>AWS began it and gave up.</summary>
    Failed,

    /// <summary>The log group keeps nothing of that time: beyond its retention, or it was not made yet and when it was could not be told.</summary>
    NotKept,

    /// <summary>Somebody else stopped it at AWS.</summary>
    Cancelled,

    /// <summary>AWS asked to slow down, or had no room for another query, and still did after all retries.</summary>
    Throttled,

    /// <summary>No answer: no network, or an error of the service after all retries.</summary>
    Unavailable,

    /// <summary>No valid credentials could be had, so nothing was asked.</summary>
    NoCredentials,
}
