namespace FlowWatch.Local.Generation.Incidents;

/// <summary>A client gone wild: thousands of served connections to one to three targets.</summary>
internal sealed class HighConnectionCountScript : IIncidentScript
{
    private static readonly int[] Ports = [443, 8080, 5432, 6379, 9200];

    public IncidentKind Kind => IncidentKind.HighConnectionCount;

    public PlannedIncident Plan(IncidentStage stage)
    {
        var random = stage.Random;
        var host = stage.Network.AddStranger(isPublic: true);
        var length = random.Between(200_000, 560_000);
        var from = stage.PlaceInQuarterHour(length + 10_000L);
        var count = random.Between(1600, 3000);
        var outside = random.Chance(300);
        var targets = outside
            ? [(Address: stage.PublicAddress(), Index: Connection.Outside)]
            : stage.Choose(stage.Hosts, random.Between(1, 3)).Select(target => (target.Address, target.Index)).ToList();
        var firstPort = random.Below(Ports.Length);
        var portCount = random.Between(1, 2);
        var connections = new List<Connection>(count);
        for (var number = 0; number < count; number++)
        {
            var target = targets[number % targets.Count];
            connections.Add(new Connection
            {
                Client = host.Address,
                ClientPort = stage.NextPort(),
                ClientInterface = host.Index,
                Server = target.Address,
                ServerPort = outside ? Ports[0] : Ports[(firstPort + random.Below(portCount)) % Ports.Length],
                ServerInterface = target.Index,
                Start = from + ((long)length * number / count) + random.Below(90),
                Length = random.Between(10, 3000),
                Latency = 2,
                PacketsOut = 0,
                BytesOut = 0,
            }.Carrying(random.Between(200, 1500), random.Between(300, 6000)));
        }

        return stage.Planned(Kind, DetectionIds.HighConnectionCount, connections);
    }
}
