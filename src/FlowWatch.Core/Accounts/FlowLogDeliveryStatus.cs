namespace FlowWatch.Core.Accounts;

/// <summary>Whether a flow log's records reach their destination.</summary>
public enum FlowLogDeliveryStatus
{
    /// <summary>AWS does not say, or says something that is not known here.</summary>
    Unknown,

    /// <summary>They do.</summary>
    Success,

    /// <summary>They do not: records are being lost.</summary>
    Failed,
}
