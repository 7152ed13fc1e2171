namespace FlowWatch.Core.FlowLogs;

/// <summary>Which kind of flow log can carry a field.</summary>
public enum FlowLogResource
{
    /// <summary>Flow logs of a VPC, a subnet or a network interface.</summary>
    Vpc,

    /// <summary>Flow logs of a transit gateway or one of its attachments.</summary>
    TransitGateway,

    /// <summary>Either.</summary>
    Both,
}
