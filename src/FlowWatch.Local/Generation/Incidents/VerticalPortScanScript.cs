namespace FlowWatch.Local.Generation.Incidents;

/// <summary>Hundreds of ports of one public host from one address of the internet; the security group drops most of it.</summary>
internal sealed class VerticalPortScanScript : IIncidentScript
{
    private const int OpenPort = 443;

    public IncidentKind Kind => IncidentKind.VerticalPortScan;

    public PlannedIncident Plan(IncidentStage stage)
    {
        var random = stage.Random;
        var source = stage.PublicAddress();
        var target = random.Pick(stage.PublicHosts);
        var ports = Ports(random);
        var length = random.Between(40_000, 290_000);
        var from = stage.Place(length);
        var oneSourcePort = random.Chance(500) ? stage.NextPort() : 0;
        var connections = new List<Connection>(ports.Count);
        for (var number = 0; number < ports.Count; number++)
        {
            var probe = new Connection
            {
                Client = source,
                ClientPort = oneSourcePort != 0 ? oneSourcePort : stage.NextPort(),
                Server = target.Address,
                ServerPort = ports[number],
                ServerInterface = target.Index,
                Start = from + ((long)length * number / ports.Count) + random.Below(60),
                Length = 120,
                Latency = random.Between(20, 90),
                PacketsOut = 0,
                BytesOut = 0,
            };
            connections.Add(ports[number] == OpenPort
                ? probe.Carrying(0, 0) with { Outcome = ConnectionOutcome.Reset }
                : random.Chance(180)
                    ? probe.Failing(ConnectionOutcome.Refused, 1, 44)
                    : probe.Failing(ConnectionOutcome.Rejected, random.Between(1, 2), 44));
        }

        return ports.Intersect(IncidentStage.LoginPorts).Any()
            ? stage.Planned(Kind, DetectionIds.PortScan, connections, new AcceptableFinding(
                IncidentStage.Text(source), DetectionIds.SuspiciousPortAccess, "SSH, RDP or SMB is among the scanned ports."))
            : stage.Planned(Kind, DetectionIds.PortScan, connections);
    }

    /// <summary>Either one port after the other or the low ports in any order; always with the open one.</summary>
    private static List<int> Ports(SeededRandom random)
    {
        var count = random.Between(120, 400);
        var ports = random.Chance(500)
            ? Enumerable.Range(random.Between(OpenPort - count + 1, OpenPort - 50), count).ToList()
            : [.. Enumerable.Range(1, 10_000).Where(port => port != OpenPort)];
        if (ports.Count > count)
        {
            random.Shuffle(ports);
            ports.RemoveRange(count - 1, ports.Count - count + 1);
            ports.Insert(random.Below(ports.Count), OpenPort);
        }

        return ports;
    }
}
