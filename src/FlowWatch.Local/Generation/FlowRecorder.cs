namespace FlowWatch.Local.Generation;

/// <summary>Records connections as VPC flow logs do: per network interface, direction and capture window of that interface, one
/// record per 5-tuple, delivered when the window ends.</summary>
internal sealed class FlowRecorder : IConnectionSink
{
    private const byte PathInside = 1;
    private const byte PathGatewayEndpoint = 7;
    private const byte PathInternetGateway = 8;
    private const uint InsidePrefix = 10;

    private readonly RecordWriter _writer;
    private readonly int _interval;
    private readonly long _intervalMilliseconds;
    private readonly long _duration;
    private readonly long _captureEnd;
    private readonly int[] _phases;
    private readonly int[][] _interfacesByPhase;
    private readonly long[] _lastRecorded;
    private readonly DirectedFlowQueue _waiting = new();
    private readonly SeededRandom _lostRecords;
    private long _closed;

    public FlowRecorder(TrafficOptions options, VirtualNetwork network, RecordWriter writer)
    {
        _writer = writer;
        _interval = options.AggregationInterval;
        _intervalMilliseconds = _interval * 1000L;
        _duration = options.Duration.Ticks / TimeSpan.TicksPerSecond;
        _captureEnd = _duration * 1000;
        _phases = [.. network.Interfaces.Select(networkInterface => (int)(networkInterface.Phase % (uint)_interval))];
        _interfacesByPhase = [.. Enumerable.Range(0, _interval).Select(
            phase => network.Interfaces.Where(candidate => _phases[candidate.Index] == phase).Select(candidate => candidate.Index).ToArray())];
        _lastRecorded = new long[_phases.Length];
        _lostRecords = new SeededRandom(options.Seed, RandomStream.LostRecords);
    }

    /// <summary>The second by which every window that saw a packet has ended.</summary>
    public long LastSecond => _duration + _interval;

    public void Add(in Connection connection)
    {
        var outward = Outward(connection);
        var answers = connection.PacketsBack > 0;
        var inward = answers ? Inward(connection) : default;
        if (connection.Gateway != Connection.Outside)
        {
            AddThroughGateway(connection, outward, inward, answers);
            return;
        }

        if (connection.ClientInterface != Connection.Outside)
        {
            AddAt(connection.ClientInterface, outward, leaving: true, rejected: false);
            if (answers)
            {
                AddAt(connection.ClientInterface, inward, leaving: false, rejected: false);
            }
        }

        if (connection.ServerInterface != Connection.Outside)
        {
            var rejected = connection.Outcome is ConnectionOutcome.Rejected or ConnectionOutcome.Backscatter;
            AddAt(connection.ServerInterface, outward, leaving: false, rejected);
            if (answers)
            {
                AddAt(connection.ServerInterface, inward, leaving: true, rejected: false);
            }
        }
    }

    /// <summary>Delivers the records of every capture window that ends with this second. Seconds come in order, without gaps.</summary>
    public void CloseWindows(long second)
    {
        _closed = second;
        var windowEnd = second * 1000;
        var windowStart = windowEnd - _intervalMilliseconds;
        var limit = Math.Min(windowEnd, _captureEnd);
        for (var block = _waiting.Take(second); block is not null; block = _waiting.Release(block))
        {
            for (var index = 0; index < block.Count; index++)
            {
                ref var flow = ref block.Flows[index];
                var from = flow.PacketsBefore(windowStart);
                var to = flow.PacketsBefore(limit);
                if (to > from)
                {
                    _lastRecorded[flow.Interface] = second;
                    _writer.WriteFlow(
                        flow,
                        to - from,
                        flow.BytesOfFirst(to) - flow.BytesOfFirst(from),
                        flow.SentAt(from) / 1000,
                        flow.SentAt(to - 1) / 1000,
                        flow.FlagsOf(from, to));
                }

                if (to < flow.Packets)
                {
                    Wait(flow, flow.SentAt(to));
                }
            }
        }

        CloseIdleInterfaces(second);
    }

    private void CloseIdleInterfaces(long second)
    {
        if (second < _interval || second > _duration)
        {
            return;
        }

        foreach (var index in _interfacesByPhase[second % _interval])
        {
            if (_lastRecorded[index] != second)
            {
                _writer.WriteStatus(index, second - _interval, second, "NODATA"u8);
            }
            else if (_lostRecords.Below(120_000) < _interval)
            {
                _writer.WriteStatus(index, second - _interval, second, "SKIPDATA"u8);
            }
        }
    }

    private static DirectedFlow Outward(in Connection connection)
    {
        var flow = new DirectedFlow
        {
            Source = connection.Client,
            Destination = connection.Server,
            PacketSource = connection.Client,
            PacketDestination = connection.Server,
            SourcePort = (ushort)connection.ClientPort,
            DestinationPort = (ushort)connection.ServerPort,
            Protocol = connection.Protocol,
            Start = connection.Start,
            Length = connection.PacketsOut > 1 ? connection.Length : 0,
            Packets = connection.PacketsOut,
            Bytes = connection.BytesOut,
        };
        SetSizes(ref flow, connection);
        if (connection.Protocol == InternetProtocol.Tcp)
        {
            switch (connection.Outcome)
            {
                case ConnectionOutcome.Served or ConnectionOutcome.Reset:
                    flow.FirstFlags = connection.OpenedBefore ? TcpFlags.None : TcpFlags.Syn;
                    flow.LastFlags = connection.StaysOpen ? TcpFlags.None
                        : connection.Outcome == ConnectionOutcome.Reset ? TcpFlags.Reset : TcpFlags.Fin;
                    break;
                case ConnectionOutcome.Backscatter:
                    SetAllFlags(ref flow, connection.BackscatterFlags);
                    break;
                default:
                    SetAllFlags(ref flow, TcpFlags.Syn);
                    break;
            }
        }

        return flow;
    }

    private static DirectedFlow Inward(in Connection connection)
    {
        var flow = new DirectedFlow
        {
            Source = connection.Server,
            Destination = connection.Client,
            PacketSource = connection.Server,
            PacketDestination = connection.Client,
            SourcePort = (ushort)connection.ServerPort,
            DestinationPort = (ushort)connection.ClientPort,
            Protocol = connection.Protocol,
            Start = connection.Start + connection.Latency,
            Length = connection.PacketsBack > 1 ? connection.Length : 0,
            Packets = connection.PacketsBack,
            Bytes = connection.BytesBack,
        };
        SetSizes(ref flow, connection);
        if (connection.Protocol == InternetProtocol.Tcp)
        {
            if (connection.Outcome == ConnectionOutcome.Refused)
            {
                SetAllFlags(ref flow, TcpFlags.Reset);
            }
            else
            {
                flow.FirstFlags = connection.OpenedBefore ? TcpFlags.None : TcpFlags.SynAck;
                flow.LastFlags = connection.StaysOpen || connection.Outcome == ConnectionOutcome.Reset ? TcpFlags.None : TcpFlags.Fin;
            }
        }

        return flow;
    }

    private static void SetAllFlags(ref DirectedFlow flow, byte flags)
    {
        flow.FirstFlags = flags;
        flow.MiddleFlags = flags;
        flow.LastFlags = flags;
    }

    private static void SetSizes(ref DirectedFlow flow, in Connection connection)
    {
        var opensAndCloses = connection.Protocol == InternetProtocol.Tcp
            && connection.Outcome is ConnectionOutcome.Served or ConnectionOutcome.Reset
            && flow.Packets > 2;
        flow.FirstSize = opensAndCloses && !connection.OpenedBefore ? (ushort)Connection.OpeningSize : (ushort)(flow.Bytes / flow.Packets);
        flow.LastSize = opensAndCloses && !connection.StaysOpen ? (ushort)Connection.ClosingSize : (ushort)(flow.Bytes / flow.Packets);
    }

    /// <summary>As in AWS's "Traffic through a NAT gateway": the host's interface sees the internet address; the gateway's sees
    /// its own private address on the inside, with the other end in the packet addresses, and itself as the sender outside.</summary>
    private void AddThroughGateway(in Connection connection, DirectedFlow outward, DirectedFlow inward, bool answers)
    {
        AddAt(connection.ClientInterface, outward, leaving: true, rejected: false, PathInside);
        var gatewayAddress = _writer.AddressOf(connection.Gateway);
        var gatewayPort = (ushort)connection.GatewayPort;
        var inside = outward;
        inside.Destination = gatewayAddress;
        AddAt(connection.Gateway, inside, leaving: false, rejected: false);
        var outside = outward;
        outside.Source = gatewayAddress;
        outside.PacketSource = gatewayAddress;
        outside.SourcePort = gatewayPort;
        AddAt(connection.Gateway, outside, leaving: true, rejected: false);
        if (!answers)
        {
            return;
        }

        outside = inward;
        outside.Destination = gatewayAddress;
        outside.PacketDestination = gatewayAddress;
        outside.DestinationPort = gatewayPort;
        AddAt(connection.Gateway, outside, leaving: false, rejected: false);
        inside = inward;
        inside.Source = gatewayAddress;
        AddAt(connection.Gateway, inside, leaving: true, rejected: false);
        AddAt(connection.ClientInterface, inward, leaving: false, rejected: false);
    }

    private void AddAt(int networkInterface, DirectedFlow flow, bool leaving, bool rejected, byte path = 0)
    {
        flow.Interface = networkInterface;
        flow.Rejected = rejected;
        flow.Leaving = leaving;
        flow.Path = !leaving ? (byte)0 : path != 0 ? path : PathTo(flow.Destination);
        Wait(flow, flow.Start);
    }

    private static byte PathTo(uint address) =>
        address >> 24 == InsidePrefix ? PathInside
        : PublicAddresses.IsStorage(address) ? PathGatewayEndpoint
        : PathInternetGateway;

    /// <summary>Lets a flow wait for the end of the window in which its next packet is sent.</summary>
    private void Wait(in DirectedFlow flow, long nextPacket)
    {
        if (nextPacket >= _captureEnd)
        {
            return;
        }

        var phase = _phases[flow.Interface];
        var windowEnd = phase + (_interval * ((nextPacket + ((_interval - phase) * 1000L)) / _intervalMilliseconds));
        var beyond = windowEnd - _closed - (DirectedFlowQueue.Horizon - 1);
        if (beyond > 0)
        {
            // Too far ahead: look again at the end of an earlier window, in which it has no packet.
            windowEnd -= (beyond + _interval - 1) / _interval * _interval;
        }

        _waiting.Add(windowEnd, flow);
    }
}
