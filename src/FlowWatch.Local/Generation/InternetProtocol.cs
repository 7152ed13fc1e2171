namespace FlowWatch.Local.Generation;

/// <summary>IANA protocol numbers of the generated traffic.</summary>
internal static class InternetProtocol
{
    public const byte Icmp = 1;
    public const byte Tcp = 6;
    public const byte Udp = 17;
}
