namespace FlowWatch.Core.FlowLogs;

/// <summary>The <c>LogFormat</c> names of the fields that FlowWatch itself reads. <see cref="FlowLogFields"/> lists every field.</summary>
public static class FlowLogFieldNames
{
    /// <summary>The flow log version.</summary>
    public const string Version = "version";

    /// <summary>The account that owns the interface.</summary>
    public const string AccountId = "account-id";

    /// <summary>The network interface.</summary>
    public const string InterfaceId = "interface-id";

    /// <summary>The source address, as the interface sees it.</summary>
    public const string SourceAddress = "srcaddr";

    /// <summary>The destination address, as the interface sees it.</summary>
    public const string DestinationAddress = "dstaddr";

    /// <summary>The source port.</summary>
    public const string SourcePort = "srcport";

    /// <summary>The destination port.</summary>
    public const string DestinationPort = "dstport";

    /// <summary>The IANA protocol number.</summary>
    public const string Protocol = "protocol";

    /// <summary>How many packets.</summary>
    public const string Packets = "packets";

    /// <summary>How many bytes.</summary>
    public const string Bytes = "bytes";

    /// <summary>When the first packet of the record was seen.</summary>
    public const string Start = "start";

    /// <summary>When the last packet of the record was seen.</summary>
    public const string End = "end";

    /// <summary><c>ACCEPT</c> or <c>REJECT</c>.</summary>
    public const string Action = "action";

    /// <summary><c>OK</c>, <c>NODATA</c> or <c>SKIPDATA</c>.</summary>
    public const string LogStatus = "log-status";

    /// <summary>The source address in the packet itself.</summary>
    public const string PacketSourceAddress = "pkt-srcaddr";

    /// <summary>The destination address in the packet itself.</summary>
    public const string PacketDestinationAddress = "pkt-dstaddr";

    /// <summary>The TCP flags seen, combined with OR.</summary>
    public const string TcpFlags = "tcp-flags";

    /// <summary><c>ingress</c> or <c>egress</c>.</summary>
    public const string FlowDirection = "flow-direction";

    /// <summary>The VPC of the interface.</summary>
    public const string VpcId = "vpc-id";

    /// <summary>The subnet of the interface.</summary>
    public const string SubnetId = "subnet-id";

    /// <summary>The instance behind the interface.</summary>
    public const string InstanceId = "instance-id";

    /// <summary>The Region.</summary>
    public const string Region = "region";
}
