using System.Globalization;
using System.Security.Cryptography;
using FlowWatch.Local.Generation;

namespace FlowWatch.Local.Tests.Generation;

public class TrafficGeneratorTests
{
    private static readonly TrafficOptions Small = Recording.Quiet with { Hosts = 16, Duration = TimeSpan.FromMinutes(20) };

    [Fact]
    public void WriteTo_SmallRun_GivesTheBytesItAlwaysGave()
    {
        Assert.Equal("ae9d26b9cbee08e5d8192728a61ce3c411ed5dbd92f7775955c8dd7d8e3c4e03", Convert.ToHexStringLower(SHA256.HashData(Recording.Bytes(Small))));
    }

    [Fact]
    public void WriteTo_Twice_GivesTheSameBytes()
    {
        var generator = new TrafficGenerator(Small);
        using var first = new MemoryStream();
        using var second = new MemoryStream();

        generator.WriteTo(first);
        generator.WriteTo(second);

        Assert.Equal(first.ToArray(), second.ToArray());
        Assert.NotEqual(first.ToArray(), Recording.Bytes(Small with { Seed = 2 }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void WriteTo_BothIntervals_CarryTheSameTraffic(int seed)
    {
        var options = new TrafficOptions { Seed = seed, ConnectionsPerSecond = 5 };

        var minutes = Totals(Recording.Flows(options));
        var tens = Totals(Recording.Flows(options with { AggregationInterval = 600 }));

        Assert.Equal(minutes.Count, tens.Count);
        foreach (var (key, total) in minutes)
        {
            Assert.Equal(total, tens[key]);
        }

        static Dictionary<object, (long Packets, long Bytes, int Flags)> Totals(List<RecordedFlow> flows) => flows
            .GroupBy(flow => (object)(flow.Interface, flow.Tuple, flow.Action, flow.PacketSource, flow.PacketDestination))
            .ToDictionary(
                group => group.Key,
                group => (group.Sum(flow => flow.Packets), group.Sum(flow => flow.Bytes), group.Aggregate(0, (flags, flow) => flags | flow.Flags)));
    }

    [Theory]
    [InlineData(60, 7)]
    [InlineData(600, 7)]
    public void WriteTo_AnyInterval_OneRecordPerTupleAndWindow(int interval, int seed)
    {
        var options = new TrafficOptions { Seed = seed, AggregationInterval = interval };
        var begin = options.Start.ToUnixTimeSeconds();
        var end = begin + (long)options.Duration.TotalSeconds;
        var phases = Phases(options);
        var seen = new HashSet<object>();
        var delivered = long.MinValue;
        foreach (var flow in Recording.Flows(options))
        {
            var window = Window(flow.Start);
            Assert.Equal(window, Window(flow.End));
            Assert.InRange(flow.Start, begin, flow.End);
            Assert.True(flow.End < end);
            Assert.True(flow.Packets > 0 && flow.Bytes >= 20 * flow.Packets && flow.Bytes <= 1500 * flow.Packets, flow.ToString());
            Assert.True(seen.Add((flow.Interface, flow.Tuple, flow.Action, flow.PacketSource, flow.PacketDestination, window)), flow.ToString());
            var windowEnd = begin + phases[flow.Interface] + ((window + 1) * interval);
            Assert.True(windowEnd >= delivered, "Records come in the order their windows end.");
            delivered = windowEnd;

            long Window(long moment) => (long)Math.Floor((moment - begin - phases[flow.Interface]) / (double)interval);
        }
    }

    [Fact]
    public void WriteTo_IdleInterfaces_SayNoDataAndNowAndThenSkipData()
    {
        var options = new TrafficOptions { ConnectionsPerSecond = 1, Hosts = 300, Incidents = false };

        var all = Recording.Lines(options).Select(line => line.Split(' ')).ToList();
        var lines = all.Where(field => field[^1] != "OK").ToList();
        var busy = all.Where(field => field[^1] == "OK").ToLookup(field => field[2]);

        Assert.Contains(lines, field => field[13] == "NODATA");
        Assert.Contains(lines, field => field[13] == "SKIPDATA");
        Assert.All(lines.TakeLast(500), field =>
        {
            Assert.Equal(14, field.Length);
            Assert.Equal("- - - - - - -", string.Join(' ', field[3..10]));
            Assert.Equal("-", field[12]);
            Assert.Equal(60, Number(field[11]) - Number(field[10]));
        });
        Assert.All(lines.Where(field => field[13] == "NODATA").Take(200), field =>
            Assert.DoesNotContain(busy[field[2]], other => Number(other[10]) >= Number(field[10]) && Number(other[10]) < Number(field[11])));
    }

    [Fact]
    public void WriteTo_CustomFields_WritesThemInTheirOrderUnderAHeader()
    {
        string[] fields =
        [
            "flow-direction", "vpc-id", "subnet-id", "instance-id", "tcp-flags", "type", "pkt-srcaddr", "pkt-dstaddr", "region", "az-id",
            "traffic-path", "srcaddr", "dstaddr", "version", "bytes", "log-status", "pkt-dst-aws-service",
        ];

        var lines = Recording.Lines(Small with { Fields = fields, Header = true });

        Assert.Equal(string.Join(' ', fields), lines[0]);
        var flows = lines.Skip(1).Select(line => line.Split(' ')).Where(field => field[15] == "OK").ToList();
        Assert.All(flows.Take(3000), field =>
        {
            Assert.Equal(fields.Length, field.Length);
            Assert.True(field[0] is "ingress" or "egress");
            Assert.Matches("^vpc-0[0-9a-f]{16}$", field[1]);
            Assert.Matches("^subnet-0[0-9a-f]{16}$", field[2]);
            Assert.Matches("^(-|i-0[0-9a-f]{16})$", field[3]);
            Assert.Matches("^([012346]|18|19)$", field[4]);
            Assert.Equal("IPv4", field[5]);
            Assert.Equal("us-east-1", field[8]);
            Assert.Matches("^use1-az[123]$", field[9]);
            Assert.Matches(field[0] == "egress" ? "^[178]$" : "^-$", field[10]);
            Assert.Equal("5", field[13]);
        });
        Assert.Contains(flows, field => field[3] == "-");
    }

    [Fact]
    public void WriteTo_AnyFields_TellsOfTheSameTraffic()
    {
        var reordered = TrafficOptions.DefaultFields.Reverse().ToArray();

        var straight = Recording.Lines(Small);
        var reversed = Recording.Lines(Small with { Fields = reordered });

        Assert.Equal(straight, reversed.Select(line => string.Join(' ', line.Split(' ').Reverse())));
    }

    [Fact]
    public void WriteTo_Flags_FollowTheCourseOfTheConnection()
    {
        var flows = Recording.Flows(new TrafficOptions { Incidents = false, Duration = TimeSpan.FromMinutes(20) });
        var customers = flows.Where(flow => flow.Protocol == 6 && flow.DestinationPort == 443 && flow.Direction == "ingress").ToList();

        Assert.Contains(customers, flow => flow.Flags == 3);
        Assert.Contains(customers, flow => flow.Flags == 2 && flow.Packets > 2);
        Assert.Contains(customers, flow => flow.Flags == 1);
        Assert.Contains(flows, flow => flow.SourcePort == 443 && flow.Flags == 19);
        Assert.Contains(flows, flow => flow.Protocol == 6 && flow.Flags == 0);
        Assert.Contains(flows, flow => flow.SourcePort == 8080 && flow is { Flags: 4, Packets: 1, Bytes: 40, Action: "ACCEPT" });
        Assert.All(flows.Where(flow => flow.Protocol != 6), flow => Assert.Equal(0, flow.Flags));
    }

    [Fact]
    public void WriteTo_InsideTraffic_IsRecordedOnBothInterfaces()
    {
        var options = new TrafficOptions { Incidents = false, Duration = TimeSpan.FromMinutes(20) };
        var queries = Recording.Flows(options)
            .Where(flow => flow is { Protocol: 17, DestinationPort: 53 } && flow.Destination.StartsWith("10.", StringComparison.Ordinal))
            .Where(flow => flow.PacketDestination == flow.Destination)
            .GroupBy(flow => flow.Tuple)
            .ToList();

        Assert.NotEmpty(queries);
        Assert.All(queries, query =>
        {
            Assert.Equal(2, query.Select(flow => flow.Interface).Distinct().Count());
            Assert.Equal(query.Where(flow => flow.Direction == "egress").Sum(flow => flow.Bytes), query.Where(flow => flow.Direction == "ingress").Sum(flow => flow.Bytes));
        });
    }

    [Fact]
    public void WriteTo_ThroughTheNatGateway_IsRecordedAsAwsDocumentsIt()
    {
        var options = new TrafficOptions { Incidents = false, Duration = TimeSpan.FromMinutes(20) };
        var network = new VirtualNetwork(options);
        var gateway = network.Interfaces[network.Cells[0].Gateway];
        var gatewayAddress = gateway.Address;
        var address = $"{gatewayAddress >> 24}.{(gatewayAddress >> 16) & 255}.{(gatewayAddress >> 8) & 255}.{gatewayAddress & 255}";
        var flows = Recording.Flows(options);
        var downloads = flows
            .Where(flow => flow.Interface != gateway.Id && flow.Direction == "egress" && flow.DestinationPort == 443
                && flow.Destination.StartsWith("151.101.", StringComparison.Ordinal) && flow.Flags == 3)
            .ToList();

        Assert.NotEmpty(downloads);
        foreach (var host in downloads)
        {
            Assert.Equal("1", host.Path);
            Assert.Equal(host.Destination, host.PacketDestination);
            var inside = flows.Where(flow => flow.Interface == gateway.Id && flow.Source == host.Source && flow.SourcePort == host.SourcePort
                && flow.Direction == "ingress" && flow.PacketDestination == host.Destination).ToList();
            Assert.All(inside, flow => Assert.Equal(address, flow.Destination));
            Assert.Equal(host.Bytes, inside.Sum(flow => flow.Bytes));
            var answers = flows.Where(flow => flow.Interface == gateway.Id && flow.Destination == host.Source && flow.DestinationPort == host.SourcePort
                && flow.Direction == "egress" && flow.PacketSource == host.Destination).ToList();
            Assert.NotEmpty(answers);
            Assert.All(answers, flow => Assert.Equal(address, flow.Source));
            Assert.Contains(flows, flow => flow.Interface == gateway.Id && flow.Source == address && flow.PacketSource == address
                && flow.Destination == host.Destination && flow.Direction == "egress" && flow.Path == "8" && flow.Start == host.Start);
        }
    }

    [Fact]
    public void WriteTo_Progress_EndsWithTheWhole()
    {
        var reports = new List<GenerationProgress>();
        using var output = new MemoryStream();

        var done = new TrafficGenerator(Small).WriteTo(output, new Collect(reports));

        Assert.Equal(done, reports[^1]);
        Assert.Equal(output.Length, done.Bytes);
        Assert.Equal(output.ToArray().Count(letter => letter == (byte)'\n'), done.Records);
        Assert.Equal(Small.Duration, done.Covered);
        Assert.True(reports.Count > 10);
    }

    [Fact]
    public void WriteTo_Cancelled_Stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(() => new TrafficGenerator(Small).WriteTo(Stream.Null, null, cancelled.Token));
    }

    private static Dictionary<string, int> Phases(TrafficOptions options)
    {
        var generator = new TrafficGenerator(options);
        return generator.Network.Interfaces.ToDictionary(item => item.Id, item => (int)(item.Phase % (uint)options.AggregationInterval));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private sealed class Collect(List<GenerationProgress> reports) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value) => reports.Add(value);
    }
}
