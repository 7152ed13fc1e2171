using FlowWatch.Local.Generation;

namespace FlowWatch.Local.Tests.Generation;

/// <summary>Every incident is in the produced lines with the numbers it promises.</summary>
public class IncidentTests
{
    public static TheoryData<int> Seeds => [1, 2, 3, 4, 5, 6];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Incidents_AllKinds_KeepTheirPromises(int seed)
    {
        var options = Recording.Quiet with { Seed = seed };
        var incidents = new TrafficGenerator(options).Incidents;
        var flows = Recording.Flows(options);
        var background = Recording.Flows(options with { Incidents = false });

        Assert.Equal(Enum.GetValues<IncidentKind>(), incidents.Select(incident => incident.Kind));
        Assert.Equal(incidents.Count, incidents.Select(incident => incident.Source).Distinct().Count());
        foreach (var incident in incidents)
        {
            Assert.DoesNotContain(background, flow => flow.Source == incident.Source || flow.Destination == incident.Source);
            var sent = flows.Where(flow => flow.Source == incident.Source).ToList();
            Assert.All(sent, flow => Assert.Contains(
                flow.PacketDestination == flow.Destination ? flow.Destination : flow.PacketDestination, incident.Targets));
            Assert.Equal(incident.Targets.Order(), sent.Select(flow => flow.PacketDestination).Distinct().Order());
            Assert.Equal(incident.From.ToUnixTimeSeconds(), sent.Min(flow => flow.Start));
            var last = flows.Where(flow => flow.Source == incident.Source || flow.Destination == incident.Source).Max(flow => flow.End);
            Assert.Equal(incident.To.ToUnixTimeSeconds(), last);
            Assert.True(incident.From > options.Start && incident.To < options.Start + options.Duration);
            if (incident.Port is { } port)
            {
                Assert.All(sent, flow => Assert.Equal(port, flow.DestinationPort));
            }

            Check(incident, sent, flows);
        }
    }

    [Fact]
    public void Incidents_ChosenOnes_ArePlantedAsOftenAsListedAndGoAsTheyAlwaysDo()
    {
        var all = new TrafficGenerator(Recording.Quiet).Incidents;
        var chosen = new TrafficGenerator(Recording.Quiet with
        {
            Only = [IncidentKind.SshBruteForce, IncidentKind.VerticalPortScan, IncidentKind.VerticalPortScan],
        }).Incidents;

        Assert.Equal([IncidentKind.SshBruteForce, IncidentKind.VerticalPortScan, IncidentKind.VerticalPortScan], chosen.Select(incident => incident.Kind));
        Assert.Equal(3, chosen.Select(incident => incident.Source).Distinct().Count());
        Assert.Equal(all.Single(incident => incident.Kind == IncidentKind.SshBruteForce).From, chosen[0].From);
        Assert.Empty(new TrafficGenerator(Recording.Quiet with { Incidents = false }).Incidents);
    }

    [Fact]
    public void Incidents_SlowestInputs_FitTheShortestDuration()
    {
        for (var seed = 1; seed < 40; seed++)
        {
            var options = Recording.Quiet with { Seed = seed, Duration = TrafficOptions.ShortestWithIncidents };

            Assert.All(new TrafficGenerator(options).Incidents, incident =>
                Assert.True(incident.From > options.Start && incident.To < options.Start + options.Duration, $"{seed} {incident}"));
        }
    }

    [Fact]
    public void BruteForce_OverSeeds_SometimesSucceeds()
    {
        var lengths = Enumerable.Range(1, 30)
            .Select(seed => new TrafficGenerator(Recording.Quiet with { Seed = seed, Only = [IncidentKind.RdpBruteForce] }).Incidents[0])
            .Select(incident => incident.To - incident.From)
            .ToList();

        Assert.InRange(lengths.Count(length => length > TimeSpan.FromMinutes(10)), 3, 27);
    }

    private static void Check(PlantedIncident incident, List<RecordedFlow> sent, List<RecordedFlow> flows)
    {
        var host = sent.GroupBy(flow => flow.Interface).MaxBy(group => group.Count())!.ToList();
        var connections = sent.Where(flow => flow.PacketDestination == flow.Destination).Select(flow => flow.Tuple).Distinct().Count();
        var ports = sent.Select(flow => flow.DestinationPort).Distinct().Count();
        var length = sent.Max(flow => flow.End) - sent.Min(flow => flow.Start);
        var answers = flows.Where(flow => flow.Destination == incident.Source && incident.Targets.Contains(flow.PacketSource)).ToList();
        switch (incident.Kind)
        {
            case IncidentKind.HighTrafficVolume:
                Assert.Equal(["HIGH_TRAFFIC_VOLUME"], incident.Expected);
                Assert.InRange(host.Sum(flow => flow.Bytes), 1_600_000_000, 3_000_000_000);
                Assert.InRange(connections, 1, 4);
                Assert.InRange(length, 60, 600);
                AssertInOneQuarterHour(incident);
                break;
            case IncidentKind.HighConnectionCount:
                Assert.Equal(["HIGH_CONNECTION_COUNT"], incident.Expected);
                Assert.InRange(connections, 1600, 3000);
                Assert.InRange(ports, 1, 2);
                Assert.InRange(incident.Targets.Count, 1, 3);
                Assert.InRange(length, 60, 600);
                Assert.Equal(connections, answers.Where(flow => flow.Flags >= 18).Select(flow => flow.Tuple).Distinct().Count());
                AssertInOneQuarterHour(incident);
                break;
            case IncidentKind.VerticalPortScan:
                Assert.Equal(["PORT_SCAN"], incident.Expected);
                Assert.Single(incident.Targets);
                Assert.InRange(ports, 120, 400);
                Assert.InRange(length, 30, 300);
                Assert.True(sent.Count(flow => flow.Action == "REJECT") > sent.Count / 2);
                Assert.Contains(answers, flow => flow is { Flags: 4, Packets: 1, Bytes: 40 });
                Assert.Contains(answers, flow => flow.Flags == 18);
                Assert.Equal(
                    sent.Any(flow => flow.DestinationPort is 22 or 3389 or 445),
                    incident.Acceptable.Any(finding => finding.Detection == "SUSPICIOUS_PORT_ACCESS"));
                break;
            case IncidentKind.SpreadPortScan:
                Assert.Equal(["PORT_SCAN"], incident.Expected);
                Assert.StartsWith("10.0.", incident.Source, StringComparison.Ordinal);
                Assert.InRange(ports, 81, 160);
                Assert.InRange(incident.Targets.Count, 8, 20);
                Assert.InRange(length, 30, 480);
                Assert.True(sent.GroupBy(flow => flow.Destination).Max(target => target.Select(flow => flow.DestinationPort).Distinct().Count()) <= 25);
                break;
            case IncidentKind.HostSweep:
                Assert.Equal(["PORT_SCAN"], incident.Expected);
                Assert.InRange(incident.Targets.Count, 40, 120);
                Assert.Equal(1, ports);
                Assert.InRange(length, 60, 600);
                Assert.True(answers.Count < sent.Count / 2);
                break;
            case IncidentKind.SlowPortScan:
                Assert.Equal(["PORT_SCAN"], incident.Expected);
                Assert.InRange(ports, 40, 60);
                Assert.InRange(length, 3200, 3600);
                Assert.True(sent.Count(flow => flow.Action == "REJECT") * 10 > sent.Count * 6);
                break;
            case IncidentKind.SuspiciousPortAccess:
                Assert.Equal(["SUSPICIOUS_PORT_ACCESS"], incident.Expected);
                Assert.True(incident.Port is 22 or 3389 or 445);
                Assert.All(sent, flow => Assert.Equal("ACCEPT", flow.Action));
                Assert.InRange(length, 120, 900);
                Assert.True(answers.Sum(flow => flow.Bytes) > 400_000);
                break;
            default:
                Assert.Equal(["BRUTE_FORCE"], incident.Expected);
                Assert.Equal(incident.Kind == IncidentKind.SshBruteForce ? 22 : 3389, incident.Port);
                Assert.Contains(incident.Acceptable, finding => finding.Detection == "SUSPICIOUS_PORT_ACCESS" && finding.Source == incident.Source);
                var guesses = sent.GroupBy(flow => flow.SourcePort).Where(guess => guess.Sum(flow => flow.Bytes) < 6000).ToList();
                Assert.InRange(guesses.Count, 60, 150);
                Assert.InRange(connections - guesses.Count, 0, 1);
                Assert.All(guesses, guess =>
                {
                    Assert.InRange(guess.Sum(flow => flow.Bytes), 2000, 5000);
                    Assert.InRange(guess.Max(flow => flow.End) - guess.Min(flow => flow.Start), 0, 5);
                });
                Assert.InRange(length, 200, 900);
                break;
        }
    }

    private static void AssertInOneQuarterHour(PlantedIncident incident) =>
        Assert.Equal(incident.From.ToUnixTimeSeconds() / 900, incident.To.ToUnixTimeSeconds() / 900);
}
