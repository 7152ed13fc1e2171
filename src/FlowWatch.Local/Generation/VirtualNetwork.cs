using System.Globalization;

namespace FlowWatch.Local.Generation;

/// <summary>The VPC 10.0.0.0/16: three subnets of instances, one of load balancers and NAT gateways.</summary>
internal sealed class VirtualNetwork
{
    public const int FewestHosts = HostsPerCell;
    public const int MostHosts = 40_000;
    public const int HighestRate = 40_000;
    public const string AccountId = "123456789012";
    public const string Region = "us-east-1";

    private const int HostsPerCell = 16;
    private const int MostHostsPerCell = 40;
    private const int RatePerCell = 20;
    private const int InstanceSubnets = 3;
    private const int FirstHostNumber = 10;
    private const int FirstStrangerNumber = 16_000;
    private const uint Base = 10u << 24;
    private const uint SubnetSize = 1u << 14;

    private readonly SeededRandom _random;
    private readonly List<NetworkInterface> _interfaces = [];
    private readonly List<Cell> _cells = [];
    private readonly Dictionary<uint, int> _byAddress = [];
    private readonly string[] _subnetIds;
    private int _instances;
    private int _appliances;
    private int _strangers;

    public VirtualNetwork(TrafficOptions options)
    {
        _random = new SeededRandom(options.Seed, RandomStream.Network);
        VpcId = "vpc-0" + HexDigits();
        _subnetIds = [.. Enumerable.Range(0, InstanceSubnets + 1).Select(_ => "subnet-0" + HexDigits())];
        var cells = Math.Max(
            (int)Math.Ceiling(options.ConnectionsPerSecond / RatePerCell),
            (options.Hosts + MostHostsPerCell - 1) / MostHostsPerCell);
        for (var number = 0; number < cells; number++)
        {
            _cells.Add(AddCell(number));
        }

        for (var number = 0; _instances < options.Hosts; number++)
        {
            AddWorker(_cells[number % cells]);
        }
    }

    public string VpcId { get; }

    public IReadOnlyList<NetworkInterface> Interfaces => _interfaces;

    public IReadOnlyList<Cell> Cells => _cells;

    /// <summary>How many instances the background traffic knows.</summary>
    public int Instances => _instances;

    /// <summary>Adds an instance that no background traffic knows, at an address far from the others.</summary>
    public NetworkInterface AddStranger(bool isPublic) => AddInstance(FirstStrangerNumber, _strangers++, isPublic);

    /// <summary>The address with this number in an instance subnet, whether or not anything is there.</summary>
    public static uint AddressAt(int subnet, int number) => Base + ((uint)(subnet % InstanceSubnets) * SubnetSize) + (uint)number;

    /// <summary>The interface at an address, or <see cref="Connection.Outside"/> when nothing is there.</summary>
    public int FindInterface(uint address) => _byAddress.GetValueOrDefault(address, Connection.Outside);

    public uint AddressOf(int index) => _interfaces[index].Address;

    private Cell AddCell(int number)
    {
        var first = Instance(isPublic: false);
        var web = new[] { Instance(false), Instance(false), Instance(false), Instance(false) };
        var direct = new[] { Instance(true), Instance(true) };
        var bastion = Instance(true);
        var monitor = Instance(false);
        var database = Instance(false);
        var cache = Instance(false);
        var loadBalancer = Appliance();
        var gateway = Appliance();
        _ = Appliance(isPublic: false); // A standby that nobody uses: there is always one in a real network, and it says NODATA.
        var cell = new Cell
        {
            Number = number,
            LoadBalancer = loadBalancer,
            Gateway = gateway,
            Resolver = first,
            Bastion = bastion,
            Monitor = monitor,
            Web = web,
            Direct = direct,
            Database = database,
            Cache = cache,
            Applications = [],
            Instances = [first, .. web, .. direct, bastion, monitor, database, cache],
            Consumers = [.. web, .. direct],
            Public = [loadBalancer, gateway, .. direct, bastion],
        };
        while (cell.Instances.Count < HostsPerCell)
        {
            AddWorker(cell);
        }

        return cell;
    }

    private void AddWorker(Cell cell)
    {
        var isPublic = cell.Applications.Count % 3 == 2;
        var worker = Instance(isPublic);
        cell.Applications.Add(worker);
        cell.Instances.Add(worker);
        cell.Consumers.Add(worker);
        if (isPublic)
        {
            cell.Public.Add(worker);
        }
    }

    private int Instance(bool isPublic) => AddInstance(FirstHostNumber, _instances++, isPublic).Index;

    private NetworkInterface AddInstance(int firstNumber, int number, bool isPublic)
    {
        var subnet = number % InstanceSubnets;
        return Add(AddressAt(subnet, firstNumber + (number / InstanceSubnets)), subnet, "i-0" + HexDigits(), isPublic);
    }

    private int Appliance(bool isPublic = true)
    {
        var address = Base + (InstanceSubnets * SubnetSize) + FirstHostNumber + (uint)_appliances;
        _appliances++;
        return Add(address, InstanceSubnets, "-", isPublic).Index;
    }

    private NetworkInterface Add(uint address, int subnet, string instanceId, bool isPublic)
    {
        var added = new NetworkInterface
        {
            Index = _interfaces.Count,
            Address = address,
            Id = "eni-0" + HexDigits(),
            InstanceId = instanceId,
            SubnetId = _subnetIds[subnet],
            AvailabilityZoneId = string.Create(CultureInfo.InvariantCulture, $"use1-az{(subnet % InstanceSubnets) + 1}"),
            Phase = (uint)(_random.NextUInt64() >> 32),
            Stranger = (address & (SubnetSize - 1)) >= FirstStrangerNumber,
            Public = isPublic,
        };
        _interfaces.Add(added);
        _byAddress.Add(address, added.Index);
        return added;
    }

    private string HexDigits() => _random.NextUInt64().ToString("x16", CultureInfo.InvariantCulture);
}
