using FlowWatch.Local.Generation;

namespace FlowWatch.Local.Tests.Generation;

/// <summary>The background must hold no incident of the runbook: counted over the produced lines, with nothing of the generator.</summary>
public class BenignTrafficTests
{
    private const int QuarterHour = 900;
    private const int Step = 300;

    [Theory]
    [InlineData(1, 20, 40, 60, 60)]
    [InlineData(2, 20, 16, 60, 60)]
    [InlineData(3, 20, 40, 600, 60)]
    [InlineData(4, 1, 300, 60, 20)]
    [InlineData(5, 61, 40, 600, 20)]
    public void Background_AnySource_StaysBelowEveryThreshold(int seed, int rate, int hosts, int interval, int minutes)
    {
        var options = new TrafficOptions
        {
            Seed = seed, ConnectionsPerSecond = rate, Hosts = hosts, AggregationInterval = interval, Incidents = false,
            Duration = TimeSpan.FromMinutes(minutes),
        };
        var begin = options.Start.ToUnixTimeSeconds();
        var flows = Recording.Flows(options);

        for (var from = begin; from <= begin + (minutes * 60) - QuarterHour; from += Step)
        {
            var until = from + QuarterHour;
            foreach (var source in flows.Where(flow => flow.Start >= from && flow.Start < until).GroupBy(flow => flow.Source))
            {
                var sent = source.GroupBy(flow => flow.Tuple)
                    .Sum(tuple => tuple.GroupBy(flow => flow.Interface).Max(seen => seen.Sum(flow => flow.Bytes)));
                Assert.True(sent < 900_000_000, $"{source.Key} sent {sent} bytes in 15 minutes.");
                var opened = source.Where(flow => flow.Opens).Select(flow => flow.Tuple).Distinct().Count();
                Assert.True(opened < 900, $"{source.Key} opened {opened} connections in 15 minutes.");
            }
        }

        foreach (var source in flows.Where(flow => flow.Opens).GroupBy(flow => flow.Source))
        {
            var ports = source.Select(flow => flow.DestinationPort).Distinct().Count();
            Assert.True(ports <= 20, $"{source.Key} touched {ports} ports.");
            var most = source.GroupBy(flow => flow.Destination).Max(target => target.Select(flow => flow.DestinationPort).Distinct().Count());
            Assert.True(most <= 10, $"{source.Key} touched {most} ports of one target.");
        }
    }

    [Fact]
    public void Background_Default_HasEverythingADetectionMayMistake()
    {
        var flows = Recording.Flows(new TrafficOptions { Incidents = false });

        var servers = flows.Where(flow => flow is { SourcePort: 443, Direction: "egress" }).GroupBy(flow => flow.Source);
        Assert.Contains(servers, server => server.Select(flow => flow.DestinationPort).Distinct().Count() > 3000);
        Assert.Contains(flows, flow => flow is { DestinationPort: 443, Direction: "ingress", SourcePort: < 32768 });
        var bastions = flows.Where(flow => flow is { DestinationPort: 22, Action: "ACCEPT", Flags: 3 }).GroupBy(flow => flow.Source);
        Assert.Contains(bastions, bastion => bastion.Select(flow => flow.Destination).Distinct().Count() > 30);
        var noise = flows.Where(flow => flow.Action == "REJECT").GroupBy(flow => flow.Source).ToList();
        Assert.True(noise.Count > 3000);
        Assert.Contains(noise, source => source.Key.StartsWith("203.0.113.", StringComparison.Ordinal));
        Assert.Contains(noise, source => source.Any(flow => flow.DestinationPort == 22));
        Assert.Contains(noise, source => source.Any(flow => flow.DestinationPort == 3389));
        Assert.Contains(noise, source => source.Any(flow => flow.DestinationPort == 445));
        Assert.Contains(flows, flow => flow is { Action: "REJECT", Flags: 18, SourcePort: 443 });
        Assert.Contains(flows, flow => flow is { DestinationPort: 9100, Direction: "egress" });
        Assert.Contains(flows, flow => flow is { DestinationPort: 123, Protocol: 17 });
        Assert.Contains(flows, flow => flow.Path == "7" && flow.Destination.StartsWith("52.216.", StringComparison.Ordinal));
        Assert.Contains(flows, flow => flow is { Protocol: 1, Action: "REJECT" });
        var tried = flows.Where(flow => flow is { Protocol: 6, Direction: "egress" } && (flow.Flags & 18) == 2).ToList();
        var failed = tried.Count(flow => flow is { Flags: 2, Packets: <= 3 } && flow.Bytes == flow.Packets * 60);
        Assert.InRange(failed * 100.0 / tried.Count, 0.5, 10);
    }
}
