namespace FlowWatch.Core.Connections;

/// <summary>What told who opened a connection, the weakest first. The numbers are used in queries.</summary>
public enum OpenerEvidence
{
    /// <summary>Nothing did; the lower port was taken for the service.</summary>
    LowerPort = 1,

    /// <summary>One side's first packet was recorded in an earlier second.</summary>
    SpokeFirst = 2,

    /// <summary>The other side sent nothing but bare TCP packets, which only answer.</summary>
    BareAnswers = 3,

    /// <summary>Only one side sent anything.</summary>
    OneWay = 4,

    /// <summary>Only the other side's port is a usual service's, or only its port lies below the ephemeral ranges.</summary>
    ServicePort = 5,

    /// <summary>A packet was refused, and nothing came back.</summary>
    RefusedPacket = 6,

    /// <summary>The other side sent a SYN-ACK.</summary>
    SynAck = 7,

    /// <summary>This side sent a SYN without ACK.</summary>
    Syn = 8,
}
