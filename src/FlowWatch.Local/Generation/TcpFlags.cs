namespace FlowWatch.Local.Generation;

/// <summary>TCP flags as flow logs report them: ACK only together with SYN, nothing of PSH and URG.</summary>
internal static class TcpFlags
{
    public const byte None = 0;
    public const byte Fin = 1;
    public const byte Syn = 2;
    public const byte Reset = 4;
    public const byte SynAck = 18;
}
