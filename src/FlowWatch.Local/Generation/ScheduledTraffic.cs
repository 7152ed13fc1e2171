namespace FlowWatch.Local.Generation;

/// <summary>What runs by the clock: pools, time, pings, health checks, scrapes, configuration runs and backups.</summary>
internal sealed class ScheduledTraffic : ITrafficSource
{
    private const int Cycle = 600;
    private const int HealthCheckEvery = 30;
    private const int ScrapeEvery = 120;
    private const int SessionCheckEvery = 300;
    private const int ConfigurationRunEvery = 1800;
    private const int ConfigurationPause = 6;
    private const int BackupEvery = 3600;
    private const int BackupParts = 20;
    private const int BackupPause = 30;
    private const int PoolSize = 2;
    private const int PooledApplications = 3;
    private const int TimeServers = 3;

    private readonly VirtualNetwork _network;
    private readonly EphemeralPorts _hostPorts;
    private readonly EphemeralPorts _gatewayPorts;
    private readonly SeededRandom _random;
    private readonly long _duration;
    private readonly List<(Cell Cell, int Host)>[] _hostsByTurn;

    public ScheduledTraffic(TrafficOptions options, VirtualNetwork network, EphemeralPorts hostPorts, EphemeralPorts gatewayPorts)
    {
        _network = network;
        _hostPorts = hostPorts;
        _gatewayPorts = gatewayPorts;
        _random = new SeededRandom(options.Seed, RandomStream.Schedule);
        _duration = options.Duration.Ticks / TimeSpan.TicksPerMillisecond;
        _hostsByTurn = [.. Enumerable.Range(0, ScrapeEvery).Select(_ => new List<(Cell Cell, int Host)>())];
        foreach (var cell in network.Cells)
        {
            foreach (var host in cell.Instances)
            {
                _hostsByTurn[host * 7 % ScrapeEvery].Add((cell, host));
            }
        }
    }

    public void AddSecond(long second, IConnectionSink sink)
    {
        var start = second * 1000;
        if (second == 0)
        {
            AddLongLived(sink);
        }

        AddMonitoring(second, start, sink);
        foreach (var cell in _network.Cells)
        {
            AddHealthChecks(cell, second, start, sink);
            AddConfigurationRun(cell, second, start, sink);
            AddBackup(cell, second, start, sink);
        }
    }

    /// <summary>Connections that were open before and stay open: database pools, time associations, pings.</summary>
    private void AddLongLived(IConnectionSink sink)
    {
        foreach (var cell in _network.Cells)
        {
            foreach (var host in cell.Web.Concat(cell.Direct).Concat(cell.Applications.Take(PooledApplications)))
            {
                for (var number = 0; number < PoolSize; number++)
                {
                    sink.Add(Forever(Between(host, cell.Database, 5432, 0), _random.Between(700, 2500), 180, 640));
                }
            }

            foreach (var host in cell.Instances)
            {
                for (var number = 0; number < TimeServers; number++)
                {
                    var server = PublicAddresses.TimeServer((host + (number * 5)) % 16);
                    sink.Add(Forever(ThroughGateway(cell, host, server, 123, 0) with { Protocol = InternetProtocol.Udp }, 64_000L << _random.Below(5), 76, 76));
                }

                if (host != cell.Monitor && !cell.Applications.Contains(host))
                {
                    var ping = Between(cell.Monitor, host, 0, 0) with { ClientPort = 0, Protocol = InternetProtocol.Icmp };
                    sink.Add(Forever(ping, 30_000, 84, 84));
                }
            }
        }
    }

    private void AddMonitoring(long second, long start, IConnectionSink sink)
    {
        foreach (var (cell, host) in _hostsByTurn[second % ScrapeEvery])
        {
            if (host != cell.Monitor)
            {
                sink.Add(Between(cell.Monitor, host, 9100, start + _random.Below(1000)).Carrying(420, _random.Between(20_000, 60_000))
                    with { Length = _random.Between(40, 400) });
            }
        }

        // The session checks of a host fall on one turn in five of another rhythm, so they are looked up separately.
        if (second % 5 == 0)
        {
            var turn = second / 5 % (SessionCheckEvery / 5);
            foreach (var cell in _network.Cells)
            {
                for (var index = (int)turn; index < cell.Instances.Count; index += SessionCheckEvery / 5)
                {
                    var host = cell.Instances[index];
                    if (host != cell.Monitor)
                    {
                        sink.Add(Between(cell.Monitor, host, 22, start + _random.Below(1000)).Carrying(40, 41) with { Length = _random.Between(20, 200) });
                    }
                }
            }
        }
    }

    private void AddHealthChecks(Cell cell, long second, long start, IConnectionSink sink)
    {
        for (var index = 0; index < cell.Web.Count; index++)
        {
            if ((second + (index * 7) + (cell.Number * 3)) % HealthCheckEvery == 0)
            {
                sink.Add(Between(cell.LoadBalancer, cell.Web[index], 8080, start + _random.Below(1000)).Carrying(130, _random.Between(180, 240))
                    with { Length = _random.Between(4, 60) });
            }
        }
    }

    /// <summary>Twice an hour the bastion visits every host over SSH, each for as long as there is something to change.</summary>
    private void AddConfigurationRun(Cell cell, long second, long start, IConnectionSink sink)
    {
        var since = (second + (Phase(cell, 1) % (ConfigurationRunEvery / 2))) % ConfigurationRunEvery;
        var number = since / ConfigurationPause;
        if (since % ConfigurationPause != 0 || number >= cell.Instances.Count)
        {
            return;
        }

        var host = cell.Instances[(int)number];
        if (host != cell.Bastion)
        {
            sink.Add(Between(cell.Bastion, host, 22, start + _random.Below(1000)).Carrying(_random.Between(9_000L, 900_000L), _random.Between(6_000L, 120_000L))
                with { Length = _random.Between(4_000, 70_000) });
        }
    }

    /// <summary>Once an hour the database saves itself to object storage, some 300 MB over ten minutes.</summary>
    private void AddBackup(Cell cell, long second, long start, IConnectionSink sink)
    {
        var since = (second + (Phase(cell, 2) % (BackupEvery - Cycle))) % BackupEvery;
        if (since % BackupPause != 0 || since / BackupPause >= BackupParts)
        {
            return;
        }

        sink.Add(new Connection
        {
            Client = _network.AddressOf(cell.Database),
            ClientPort = _hostPorts.Linux(cell.Database),
            ClientInterface = cell.Database,
            Server = PublicAddresses.Storage(cell.Number),
            ServerPort = 443,
            Start = start + _random.Below(1000),
            Length = _random.Between(8_000, 26_000),
            Latency = 4,
            PacketsOut = 0,
            BytesOut = 0,
        }.Carrying(_random.Between(8_000_000L, 22_000_000L), _random.Between(2_000, 6_000)));
    }

    private int Phase(Cell cell, int task) =>
        (int)(SeededRandom.Mix(((ulong)_network.Interfaces[cell.Database].Phase << 8) + (uint)task) >> 34);

    private Connection Forever(Connection connection, long every, long bytesOut, long bytesBack)
    {
        var packets = (_duration / every) + 2;
        return connection with
        {
            Start = _random.Between(0, Math.Min(every, _duration - 1)),
            Length = (packets - 1) * every,
            PacketsOut = packets,
            BytesOut = packets * bytesOut,
            PacketsBack = packets,
            BytesBack = packets * bytesBack,
            OpenedBefore = true,
            StaysOpen = true,
        };
    }

    private Connection Between(int client, int server, int port, long start) => new()
    {
        Client = _network.AddressOf(client),
        ClientPort = _hostPorts.Linux(client),
        ClientInterface = client,
        Server = _network.AddressOf(server),
        ServerPort = port,
        ServerInterface = server,
        Start = start,
        Latency = 1,
        PacketsOut = 0,
        BytesOut = 0,
    };

    private Connection ThroughGateway(Cell cell, int client, uint server, int port, long start) =>
        Between(client, client, port, start) with
        {
            Server = server,
            ServerInterface = Connection.Outside,
            Gateway = cell.Gateway,
            GatewayPort = _gatewayPorts.BehindNat(cell.Number),
            Latency = _random.Between(5, 60),
        };
}
