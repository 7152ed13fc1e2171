using System.Globalization;

namespace FlowWatch.Local.Generation.Incidents;

/// <summary>What a script may draw on: its own random numbers, addresses that nothing else uses, a place in time.</summary>
internal sealed class IncidentStage
{
    /// <summary>Ports whose use from outside is a finding of its own.</summary>
    public static readonly int[] LoginPorts = [22, 3389, 445];

    /// <summary>How far the numbers of two kinds lie apart. Odd, like the next, so that addresses come from all ranges.</summary>
    public const int NumbersPerKind = 1001;

    private const int AddressesPerIncident = 17;
    private const int Margin = 30_000;
    private const int QuarterHour = 900_000;

    private readonly TrafficOptions _options;
    private readonly EphemeralPorts _ports;
    private readonly int _number;
    private int _publicAddresses;

    public IncidentStage(TrafficOptions options, VirtualNetwork network, int number)
    {
        _options = options;
        _number = number;
        Network = network;
        Random = new SeededRandom(options.Seed, RandomStream.FirstIncident + number);
        _ports = new EphemeralPorts(1, options.Seed ^ number);
        PublicHosts = [.. network.Interfaces.Where(item => item.Public && item.InstanceId != "-" && IsBackground(item))];
        Hosts = [.. network.Interfaces.Where(item => item.InstanceId != "-" && IsBackground(item))];
    }

    public SeededRandom Random { get; }

    public VirtualNetwork Network { get; }

    /// <summary>Instances that the background traffic knows.</summary>
    public IReadOnlyList<NetworkInterface> Hosts { get; }

    /// <summary>Those of them that the internet can reach.</summary>
    public IReadOnlyList<NetworkInterface> PublicHosts { get; }

    /// <summary>The whole duration in milliseconds.</summary>
    public long Duration => _options.Duration.Ticks / TimeSpan.TicksPerMillisecond;

    public static string Text(uint address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{(address >> 16) & 255}.{(address >> 8) & 255}.{address & 255}");

    /// <summary>An internet address that nothing else uses.</summary>
    public uint PublicAddress() => PublicAddresses.Incident(_options.Seed, ((long)_number * AddressesPerIncident) + _publicAddresses++);

    public int NextPort() => _ports.Linux(0);

    /// <summary>Different hosts, as many as asked for or as there are.</summary>
    public IReadOnlyList<NetworkInterface> Choose(IReadOnlyList<NetworkInterface> hosts, int count)
    {
        var shuffled = hosts.ToList();
        Random.Shuffle(shuffled);
        return shuffled.GetRange(0, Math.Min(count, shuffled.Count));
    }

    /// <summary>A moment from which so many milliseconds lie well within the duration.</summary>
    public long Place(long length) => Random.Between(Margin, Math.Max(Margin, Duration - length - Margin));

    /// <summary>Such a moment with all of the length inside one quarter of an hour by the clock, where the duration has room for
    /// it: a threshold per fifteen minutes is then passed however the fifteen minutes are cut.</summary>
    public long PlaceInQuarterHour(long length)
    {
        var intoQuarter = _options.Start.ToUnixTimeMilliseconds() % QuarterHour;
        var choices = new List<(long From, long To)>();
        for (var quarter = -intoQuarter; quarter < Duration; quarter += QuarterHour)
        {
            var from = Math.Max(quarter, Margin);
            var to = Math.Min(quarter + QuarterHour, Duration - Margin) - length;
            if (to >= from)
            {
                choices.Add((from, to));
            }
        }

        if (choices.Count == 0)
        {
            return Place(length);
        }

        var choice = Random.Pick(choices);
        return Random.Between(choice.From, choice.To);
    }

    /// <summary>Puts the connections in order and reads who, to whom and when from them.</summary>
    public PlannedIncident Planned(
        IncidentKind kind, string detection, IEnumerable<Connection> connections, params AcceptableFinding[] acceptable)
    {
        var ordered = connections.OrderBy(connection => connection.Start).ToList();
        var ports = ordered.Select(connection => connection.ServerPort).Distinct().ToList();
        var truth = new PlantedIncident
        {
            Kind = kind,
            Expected = [detection],
            Acceptable = acceptable,
            Source = Text(ordered[0].Client),
            Targets = [.. ordered.Select(connection => connection.Server).Distinct().Select(Text)],
            Port = ports is [var only] ? only : null,
            From = Instant(ordered[0].Start),
            To = Instant(Math.Min(Duration, ordered.Max(connection => connection.End))),
        };
        return new PlannedIncident(truth, ordered);
    }

    private static bool IsBackground(NetworkInterface item) => !item.Stranger;

    private DateTimeOffset Instant(long milliseconds) => _options.Start.ToUniversalTime().AddMilliseconds(milliseconds);
}
