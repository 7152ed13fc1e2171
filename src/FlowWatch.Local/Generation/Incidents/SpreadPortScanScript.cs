namespace FlowWatch.Local.Generation.Incidents;

/// <summary>A host inside looks around: a few ports here, a few there, so that no single target sees a scan.</summary>
internal sealed class SpreadPortScanScript : IIncidentScript
{
    public IncidentKind Kind => IncidentKind.SpreadPortScan;

    public PlannedIncident Plan(IncidentStage stage)
    {
        var random = stage.Random;
        var host = stage.Network.AddStranger(isPublic: false);
        var targets = stage.Choose(stage.Hosts, random.Between(8, 20));
        var ports = Enumerable.Range(20, 9000).Except(IncidentStage.LoginPorts).ToList();
        random.Shuffle(ports);
        var count = random.Between(90, 160);
        ports.RemoveRange(count, ports.Count - count);
        var length = random.Between(100_000, 470_000);
        var from = stage.Place(length);
        var connections = new List<Connection>();
        for (var number = 0; number < ports.Count; number++)
        {
            var target = targets[number % targets.Count];
            var probe = new Connection
            {
                Client = host.Address,
                ClientPort = stage.NextPort(),
                ClientInterface = host.Index,
                Server = target.Address,
                ServerPort = ports[number],
                ServerInterface = target.Index,
                Start = from + ((long)length * number / ports.Count) + random.Below(400),
                Latency = 1,
                PacketsOut = 0,
                BytesOut = 0,
            };
            connections.Add(random.Below(100) switch
            {
                < 50 => probe.Failing(ConnectionOutcome.Refused, 1),
                < 78 => probe.Failing(ConnectionOutcome.Rejected, random.Between(1, 2)),
                < 96 => probe.Failing(ConnectionOutcome.Unanswered, random.Between(1, 3)),
                _ => probe.Carrying(0, 20) with { Length = 40 },
            });
        }

        return stage.Planned(Kind, DetectionIds.PortScan, connections);
    }
}
