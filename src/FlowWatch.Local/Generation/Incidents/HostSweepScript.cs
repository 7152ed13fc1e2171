namespace FlowWatch.Local.Generation.Incidents;

/// <summary>One port, address after address. From inside, where most addresses are empty; from the internet only when the
/// network has enough public hosts to be swept.</summary>
internal sealed class HostSweepScript : IIncidentScript
{
    private const int FewestTargets = 40;
    private const int MostTargets = 120;
    private static readonly int[] Ports = [22, 445, 3389, 6379];

    public IncidentKind Kind => IncidentKind.HostSweep;

    public PlannedIncident Plan(IncidentStage stage)
    {
        var random = stage.Random;
        var port = random.Pick(Ports);
        var count = random.Between(FewestTargets, MostTargets);
        var length = random.Between(150_000, 580_000);
        var from = stage.Place(length);
        var outside = stage.PublicHosts.Count >= FewestTargets && random.Chance(500);
        var host = outside ? null : stage.Network.AddStranger(isPublic: false);
        var source = host?.Address ?? stage.PublicAddress();
        var targets = outside ? stage.Choose(stage.PublicHosts, count).Select(item => item.Address).ToList() : Neighbours(stage, count);
        var connections = new List<Connection>(targets.Count);
        for (var number = 0; number < targets.Count; number++)
        {
            var target = stage.Network.FindInterface(targets[number]);
            var probe = new Connection
            {
                Client = source,
                ClientPort = stage.NextPort(),
                ClientInterface = host?.Index ?? Connection.Outside,
                Server = targets[number],
                ServerPort = port,
                ServerInterface = target,
                Start = from + ((long)length * number / targets.Count) + random.Below(800),
                Latency = 1,
                PacketsOut = 0,
                BytesOut = 0,
            };
            var outcome = target == Connection.Outside ? ConnectionOutcome.Unanswered : random.Below(100) switch
            {
                < 65 => ConnectionOutcome.Rejected,
                < 90 => ConnectionOutcome.Refused,
                _ => ConnectionOutcome.Unanswered,
            };
            connections.Add(probe.Failing(outcome, outcome == ConnectionOutcome.Refused ? 1 : random.Between(1, 3)));
        }

        return IncidentStage.LoginPorts.Contains(port)
            ? stage.Planned(Kind, DetectionIds.PortScan, connections, new AcceptableFinding(
                IncidentStage.Text(source), DetectionIds.SuspiciousPortAccess, "The swept port is SSH, RDP or SMB."))
            : stage.Planned(Kind, DetectionIds.PortScan, connections);
    }

    private static List<uint> Neighbours(IncidentStage stage, int count)
    {
        var subnet = stage.Random.Below(3);
        var first = stage.Random.Between(1, Math.Max(1, stage.Network.Instances / 6));
        return [.. Enumerable.Range(first, count).Select(number => VirtualNetwork.AddressAt(subnet, number))];
    }
}
