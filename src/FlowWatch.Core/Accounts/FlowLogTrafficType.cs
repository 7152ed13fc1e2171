namespace FlowWatch.Core.Accounts;

/// <summary>Which traffic a flow log records.</summary>
public enum FlowLogTrafficType
{
    /// <summary>AWS tells none, as for transit gateways (whose flow logs record everything), or one that is not known here.</summary>
    Unknown,

    /// <summary>Accepted and rejected traffic.</summary>
    All,

    /// <summary>Accepted traffic only.</summary>
    Accept,

    /// <summary>Rejected traffic only.</summary>
    Reject,
}
