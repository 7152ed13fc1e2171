namespace FlowWatch.Local.Generation;

/// <summary>What the internet sends to every public address: strangers who try a port or three and are rejected, and answers to
/// packets that somebody sent in our name. No stranger comes back within half an hour.</summary>
internal sealed class InternetNoise : ITrafficSource
{
    /// <summary>The share of the connection rate that is noise, in thousandths.</summary>
    public const int Share = 190;

    private const int DocumentationPause = 2500;
    private static readonly int[] PopularPorts = [22, 23, 3389, 445, 80, 8080, 6379, 5900, 1433, 3306, 2375, 5555];

    private readonly VirtualNetwork _network;
    private readonly SeededRandom _random;
    private readonly int _seed;
    private readonly long _thousandthsPerSecond;
    private long _thousandthsOwed;
    private long _strangers;
    private long _documented;
    private long _nextDocumented;

    public InternetNoise(TrafficOptions options, VirtualNetwork network)
    {
        _network = network;
        _random = new SeededRandom(options.Seed, RandomStream.Noise);
        _seed = options.Seed;
        _thousandthsPerSecond = (long)(options.ConnectionsPerSecond * 1000 * Share / 1000);
    }

    public void AddSecond(long second, IConnectionSink sink)
    {
        _thousandthsOwed += _thousandthsPerSecond * _random.Between(400, 1600) / 1000;
        while (_thousandthsOwed >= 1000)
        {
            var start = (second * 1000) + _random.Below(1000);
            var cell = _network.Cells[_random.Below(_network.Cells.Count)];
            var stranger = NextStranger(start);
            var kind = _random.Below(100);
            var packets = kind < 82 ? Math.Max(1, _random.Between(-1, 3)) : 1;
            for (var packet = 0; packet < packets; packet++)
            {
                var target = _random.Pick(cell.Public);
                sink.Add(kind switch
                {
                    < 82 => Probe(stranger, target, start + (packet * 1700L)),
                    < 93 => Backscatter(stranger, target, start),
                    _ => Ping(stranger, target, start),
                });
                _thousandthsOwed -= 1000;
            }
        }
    }

    private uint NextStranger(long now)
    {
        if (now < _nextDocumented || _random.Chance(400))
        {
            return PublicAddresses.Stranger(_seed, _strangers++);
        }

        _nextDocumented = now + DocumentationPause;
        return PublicAddresses.Documentation(_documented++);
    }

    private Connection Probe(uint stranger, int target, long start)
    {
        var probe = Packet(stranger, _random.Between(1024, 65535), target, _random.Chance(400) ? _random.Pick(PopularPorts) : _random.Between(1, 65535), start);
        return _random.Chance(100)
            ? probe with { Protocol = InternetProtocol.Udp, BytesOut = _random.Between(40, 300) }
            : probe.Failing(ConnectionOutcome.Rejected, _random.Chance(150) ? 2 : 1, _random.Chance(700) ? 40 : Connection.OpeningSize);
    }

    private Connection Backscatter(uint stranger, int target, long start) =>
        Packet(stranger, _random.Chance(700) ? 443 : 80, target, _random.Between(1024, 65535), start) with
        {
            Outcome = ConnectionOutcome.Backscatter,
            BackscatterFlags = _random.Chance(600) ? TcpFlags.SynAck : TcpFlags.Reset,
        };

    private Connection Ping(uint stranger, int target, long start) =>
        Packet(stranger, 0, target, 0, start) with { Protocol = InternetProtocol.Icmp, BytesOut = 84 };

    private Connection Packet(uint stranger, int sourcePort, int target, int port, long start) => new()
    {
        Client = stranger,
        ClientPort = sourcePort,
        Server = _network.AddressOf(target),
        ServerPort = port,
        ServerInterface = target,
        Start = start,
        PacketsOut = 1,
        BytesOut = 40,
        Outcome = ConnectionOutcome.Rejected,
    };
}
