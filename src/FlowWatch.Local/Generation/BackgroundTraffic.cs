namespace FlowWatch.Local.Generation;

/// <summary>What customers and servers do all day, as often as the rate says. The shares below keep every address far from the
/// runbook's thresholds as long as a cell carries no more than 20 connections per second.</summary>
internal sealed class BackgroundTraffic : ITrafficSource
{
    private const int HomesPerCell = 400;
    private const int OfficesPerCell = 24;
    private const int ClientsPerCell = HomesPerCell + OfficesPerCell;

    private readonly VirtualNetwork _network;
    private readonly SeededRandom _random;
    private readonly EphemeralPorts _hostPorts;
    private readonly EphemeralPorts _clientPorts;
    private readonly EphemeralPorts _gatewayPorts;
    private readonly int _seed;
    private readonly long _thousandthsPerSecond;
    private long _thousandthsOwed;

    public BackgroundTraffic(TrafficOptions options, VirtualNetwork network, EphemeralPorts hostPorts, EphemeralPorts gatewayPorts)
    {
        _network = network;
        _random = new SeededRandom(options.Seed, RandomStream.Background);
        _hostPorts = hostPorts;
        _gatewayPorts = gatewayPorts;
        _clientPorts = new EphemeralPorts(network.Cells.Count * ClientsPerCell, options.Seed);
        _seed = options.Seed;
        _thousandthsPerSecond = (long)(options.ConnectionsPerSecond * 1000 * (1000 - InternetNoise.Share) / 1000);
    }

    public void AddSecond(long second, IConnectionSink sink)
    {
        _thousandthsOwed += _thousandthsPerSecond * _random.Between(600, 1400) / 1000;
        for (; _thousandthsOwed >= 1000; _thousandthsOwed -= 1000)
        {
            AddOne(_network.Cells[_random.Below(_network.Cells.Count)], (second * 1000) + _random.Below(1000), sink);
        }
    }

    private void AddOne(Cell cell, long start, IConnectionSink sink)
    {
        // Shares of what is left when the noise is taken off: 810 parts.
        switch (_random.Below(810))
        {
            case < 280: AddCustomer(cell, cell.LoadBalancer, start, sink); break;
            case < 420: AddCustomer(cell, _random.Pick(cell.Direct), start, sink); break;
            case < 570: AddNameQuery(cell, start, sink); break;
            case < 650: AddApplicationCall(cell, start, sink); break;
            case < 710: AddDatabaseSession(cell, start, sink); break;
            case < 770: AddInside(cell, cell.Cache, 6379, start, 200 + _random.Below(3000), Small(), Chatty(), sink); break;
            case < 792: AddOutbound(cell, start, sink); break;
            default: AddBackendConnection(cell, start, sink); break;
        }
    }

    private void AddCustomer(Cell cell, int server, long start, IConnectionSink sink)
    {
        var office = _random.Chance(250);
        var client = (cell.Number * ClientsPerCell) + (office ? HomesPerCell + _random.Below(OfficesPerCell) : _random.Below(HomesPerCell));
        var connection = new Connection
        {
            Client = PublicAddresses.Client(_seed, client),
            ClientPort = office ? _clientPorts.BehindNat(client) : (client & 1) == 0 ? _clientPorts.Linux(client) : _clientPorts.Windows(client),
            Server = _network.AddressOf(server),
            ServerPort = _random.Chance(60) && server == cell.LoadBalancer ? 80 : 443,
            ServerInterface = server,
            Start = start,
            Length = Chatty(),
            Latency = _random.Between(8, 180),
            PacketsOut = 0,
            BytesOut = 0,
        };
        connection = connection.Carrying(_random.Chance(950) ? _random.Between(600, 4000) : _random.Between(4000, 300_000), Page());
        sink.Add(_random.Below(1000) switch
        {
            < 10 => connection.Failing(ConnectionOutcome.Unanswered, _random.Between(1, 3)),
            < 40 => connection with { Outcome = ConnectionOutcome.Reset },
            _ => connection,
        });
    }

    private void AddBackendConnection(Cell cell, long start, IConnectionSink sink)
    {
        var server = _random.Pick(cell.Web);
        sink.Add(Between(cell.LoadBalancer, server, 8080, start, _random.Between(20_000, 180_000)).Carrying(
            _random.Between(10_000L, 60_000L), _random.Between(200_000L, 1_000_000L)));
    }

    private void AddNameQuery(Cell cell, long start, IConnectionSink sink)
    {
        var host = _random.Pick(cell.Instances);
        if (host == cell.Resolver)
        {
            host = cell.Monitor;
        }

        var questions = _random.Chance(300) ? 2 : 1;
        var query = Between(host, cell.Resolver, 53, start, (questions - 1) * 5L);
        sink.Add(query with
        {
            Protocol = InternetProtocol.Udp,
            Latency = _random.Between(1, 40),
            PacketsOut = questions,
            BytesOut = questions * _random.Between(56L, 90L),
            PacketsBack = questions,
            BytesBack = questions * _random.Between(80L, 420L),
        });
    }

    private void AddApplicationCall(Cell cell, long start, IConnectionSink sink)
    {
        var host = _random.Pick(cell.Consumers);
        var server = _random.Pick(cell.Applications);
        if (host == server)
        {
            host = _random.Pick(cell.Web);
        }

        var call = Between(host, server, 8080, start, Chatty()).Carrying(_random.Between(400, 6000), Small());
        sink.Add(_random.Below(1000) switch
        {
            < 25 => call.Failing(ConnectionOutcome.Refused, 1),
            < 35 => call.Failing(ConnectionOutcome.Unanswered, 3),
            < 45 => call.Failing(ConnectionOutcome.Rejected, 3),
            _ => call,
        });
    }

    private void AddDatabaseSession(Cell cell, long start, IConnectionSink sink) =>
        AddInside(cell, cell.Database, 5432, start, _random.Between(800, 20_000), Small() * 2, Chatty(), sink);

    private void AddInside(Cell cell, int server, int port, long start, long payloadOut, long payloadBack, long length, IConnectionSink sink) =>
        sink.Add(Between(_random.Pick(cell.Consumers), server, port, start, length).Carrying(payloadOut, payloadBack));

    private void AddOutbound(Cell cell, long start, IConnectionSink sink)
    {
        var kind = _random.Below(100);
        if (kind < 25)
        {
            var size = _random.Between(60L, 90L);
            sink.Add(ThroughGateway(cell, cell.Resolver, PublicAddresses.NameServer(_random.Below(2)), 53, start, 0) with
            {
                Protocol = InternetProtocol.Udp,
                PacketsOut = 1,
                BytesOut = size,
                PacketsBack = 1,
                BytesBack = size + _random.Between(20, 380),
            });
            return;
        }

        var host = _random.Pick(cell.Consumers);
        var server = PublicAddresses.Service(cell.Number, _random.Below(24));
        sink.Add(kind switch
        {
            < 78 => ThroughGateway(cell, host, server, 443, start, Chatty()).Carrying(_random.Between(700, 9000), Small()),
            < 82 => ThroughGateway(cell, host, server, 443, start, 0).Failing(ConnectionOutcome.Unanswered, 3),
            < 92 => ThroughGateway(cell, host, server, _random.Chance(500) ? 80 : 443, start, _random.Between(2_000, 30_000))
                .Carrying(_random.Between(600, 2000), _random.Between(500_000L, 8_000_000L)),
            _ => ThroughGateway(cell, host, server, 443, start, _random.Between(1_000, 20_000))
                .Carrying(_random.Between(50_000L, 1_000_000L), _random.Between(600, 3000)),
        });
    }

    private Connection Between(int client, int server, int port, long start, long length) => new()
    {
        Client = _network.AddressOf(client),
        ClientPort = _hostPorts.Linux(client),
        ClientInterface = client,
        Server = _network.AddressOf(server),
        ServerPort = port,
        ServerInterface = server,
        Start = start,
        Length = length,
        Latency = 1,
        PacketsOut = 0,
        BytesOut = 0,
    };

    private Connection ThroughGateway(Cell cell, int client, uint server, int port, long start, long length) => new()
    {
        Client = _network.AddressOf(client),
        ClientPort = _hostPorts.Linux(client),
        ClientInterface = client,
        Server = server,
        ServerPort = port,
        Gateway = cell.Gateway,
        GatewayPort = _gatewayPorts.BehindNat(cell.Number),
        Start = start,
        Length = length,
        Latency = _random.Between(5, 120),
        PacketsOut = 0,
        BytesOut = 0,
    };

    /// <summary>How long a conversation takes, in milliseconds: mostly short, now and then kept open.</summary>
    private long Chatty() => _random.Below(100) switch
    {
        < 60 => _random.Between(20, 900),
        < 90 => _random.Between(900, 12_000),
        _ => _random.Between(12_000, 75_000),
    };

    private long Small() => _random.Chance(900) ? _random.Between(300, 9000) : _random.Between(9000, 90_000);

    /// <summary>The size of an answer to a customer: a page, a picture, now and then a download.</summary>
    private long Page() => _random.Below(100) switch
    {
        < 70 => _random.Between(1500, 15_000),
        < 91 => _random.Between(15_000, 80_000),
        < 99 => _random.Between(80_000, 400_000),
        _ => _random.Between(400_000, 2_000_000),
    };
}
