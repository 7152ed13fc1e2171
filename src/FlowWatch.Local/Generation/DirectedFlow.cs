namespace FlowWatch.Local.Generation;

/// <summary>One direction of a connection as one network interface sees it. Which of its packets fall before a given moment is
/// computed, not remembered.</summary>
internal struct DirectedFlow
{
    public uint Source;
    public uint Destination;
    public uint PacketSource;
    public uint PacketDestination;
    public int Interface;
    public ushort SourcePort;
    public ushort DestinationPort;
    public byte Protocol;
    public byte FirstFlags;
    public byte MiddleFlags;
    public byte LastFlags;

    /// <summary>AWS's number of the path; 0 for traffic that comes in.</summary>
    public byte Path;
    public bool Rejected;
    public bool Leaving;
    public ushort FirstSize;
    public ushort LastSize;
    public long Start;
    public long Length;
    public long Packets;
    public long Bytes;

    /// <summary>How many packets were sent before this moment.</summary>
    public readonly long PacketsBefore(long moment)
    {
        if (moment <= Start)
        {
            return 0;
        }

        var elapsed = moment - Start;
        return elapsed > Length ? Packets : ((elapsed * (Packets - 1)) + Length - 1) / Length;
    }

    /// <summary>When the packet with this number, counted from 0, was sent.</summary>
    public readonly long SentAt(long packet) => Packets == 1 ? Start : Start + (Length * packet / (Packets - 1));

    /// <summary>The bytes of the first so many packets.</summary>
    public readonly long BytesOfFirst(long packets)
    {
        if (packets == 0)
        {
            return 0;
        }

        if (packets == Packets)
        {
            return Bytes;
        }

        return Packets == 2 ? FirstSize : FirstSize + ((Bytes - FirstSize - LastSize) * (packets - 1) / (Packets - 2));
    }

    /// <summary>The flags of a range of packets, OR-ed.</summary>
    public readonly int FlagsOf(long from, long to)
    {
        var flags = from == 0 ? FirstFlags : TcpFlags.None;
        if (to == Packets)
        {
            flags |= LastFlags;
        }

        if (Math.Min(to, Packets - 1) > Math.Max(from, 1))
        {
            flags |= MiddleFlags;
        }

        return flags;
    }
}
