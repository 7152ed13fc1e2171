namespace FlowWatch.AwsSimulator.Logs;

/// <summary>How a query ends; the names are those of GetQueryResults.</summary>
public enum QueryEnd
{
    /// <summary>With all rows.</summary>
    Complete,

    /// <summary>With an error, and some of the rows.</summary>
    Failed,

    /// <summary>Stopped by somebody else, with some of the rows.</summary>
    Cancelled,

    /// <summary>After too long a time, with some of the rows.</summary>
    Timeout,

    /// <summary>Nobody knows, with some of the rows.</summary>
    Unknown,
}
