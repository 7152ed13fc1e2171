namespace FlowWatch.Local.Generation;

/// <summary>One connection as it truly happened, whoever recorded it and however. Times are milliseconds since the start of the
/// traffic; packets are sent at even distances, so every split over time can be computed without remembering packets.</summary>
internal readonly record struct Connection
{
    private const int SegmentSize = 1448;
    private const int HeaderSize = 52;

    /// <summary>Size of a SYN or SYN-ACK with its options.</summary>
    public const int OpeningSize = 60;

    /// <summary>Size of a FIN.</summary>
    public const int ClosingSize = HeaderSize;

    /// <summary>Marks a side that has no network interface in the VPC.</summary>
    public const int Outside = -1;

    public Connection()
    {
    }

    /// <summary>The address that opened it.</summary>
    public required uint Client { get; init; }

    public required int ClientPort { get; init; }

    public required uint Server { get; init; }

    public required int ServerPort { get; init; }

    public byte Protocol { get; init; } = InternetProtocol.Tcp;

    /// <summary>Index of the client's network interface, or <see cref="Outside"/>.</summary>
    public int ClientInterface { get; init; } = Outside;

    /// <summary>Index of the server's network interface, or <see cref="Outside"/>.</summary>
    public int ServerInterface { get; init; } = Outside;

    /// <summary>Index of the NAT gateway's network interface it went through, or <see cref="Outside"/>.</summary>
    public int Gateway { get; init; } = Outside;

    /// <summary>The port the NAT gateway gave it.</summary>
    public int GatewayPort { get; init; }

    public required long Start { get; init; }

    /// <summary>From the first packet of a side to its last.</summary>
    public long Length { get; init; }

    /// <summary>How long after the client's packets the server's follow.</summary>
    public int Latency { get; init; }

    public required long PacketsOut { get; init; }

    public required long BytesOut { get; init; }

    public long PacketsBack { get; init; }

    public long BytesBack { get; init; }

    public ConnectionOutcome Outcome { get; init; } = ConnectionOutcome.Served;

    /// <summary>The flags of a <see cref="ConnectionOutcome.Backscatter"/> packet.</summary>
    public byte BackscatterFlags { get; init; }

    /// <summary>It was open before the traffic began: its first recorded packet is no SYN.</summary>
    public bool OpenedBefore { get; init; }

    /// <summary>It is still open when the traffic ends: its last recorded packet is no FIN.</summary>
    public bool StaysOpen { get; init; }

    /// <summary>When the last packet of either side was sent.</summary>
    public long End => Start + Length + (PacketsBack > 0 ? Latency : 0);

    /// <summary>Fills in the packets and bytes of a TCP conversation that carries these payloads.</summary>
    public Connection Carrying(long payloadOut, long payloadBack)
    {
        var segmentsOut = (payloadOut + SegmentSize - 1) / SegmentSize;
        var segmentsBack = (payloadBack + SegmentSize - 1) / SegmentSize;
        var packetsOut = 3 + segmentsOut + (segmentsBack / 2);
        var packetsBack = 3 + segmentsBack + (segmentsOut / 2);
        return this with
        {
            PacketsOut = packetsOut,
            BytesOut = OpeningSize + ((packetsOut - 1) * HeaderSize) + payloadOut,
            PacketsBack = packetsBack,
            BytesBack = OpeningSize + ((packetsBack - 1) * HeaderSize) + payloadBack,
        };
    }

    /// <summary>Turns it into an attempt that came to nothing: SYNs that are rejected, unanswered or refused.</summary>
    public Connection Failing(ConnectionOutcome outcome, int attempts, int size = OpeningSize) => this with
    {
        Outcome = outcome,
        Length = (attempts - 1) * 1000L,
        PacketsOut = attempts,
        BytesOut = (long)attempts * size,
        PacketsBack = outcome == ConnectionOutcome.Refused ? attempts : 0,
        BytesBack = outcome == ConnectionOutcome.Refused ? attempts * 40L : 0,
    };
}
