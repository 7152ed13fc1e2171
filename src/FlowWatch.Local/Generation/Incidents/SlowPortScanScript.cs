namespace FlowWatch.Local.Generation.Incidents;

/// <summary>Port after port over the whole duration, too slow for any rate to notice.</summary>
internal sealed class SlowPortScanScript : IIncidentScript
{
    private const int Margin = 20_000;

    public IncidentKind Kind => IncidentKind.SlowPortScan;

    public PlannedIncident Plan(IncidentStage stage)
    {
        var random = stage.Random;
        var source = stage.PublicAddress();
        var target = random.Pick(stage.PublicHosts);
        var ports = Enumerable.Range(20, 10_000).Except(IncidentStage.LoginPorts).ToList();
        random.Shuffle(ports);
        var count = random.Between(40, 60);
        var gap = (stage.Duration - (2 * Margin)) / count;
        var connections = new List<Connection>(count);
        for (var number = 0; number < count; number++)
        {
            connections.Add(new Connection
            {
                Client = source,
                ClientPort = stage.NextPort(),
                Server = target.Address,
                ServerPort = ports[number],
                ServerInterface = target.Index,
                Start = Margin + (gap * number) + random.Between(0, gap / 2),
                Latency = 40,
                PacketsOut = 0,
                BytesOut = 0,
            }.Failing(random.Chance(880) ? ConnectionOutcome.Rejected : ConnectionOutcome.Refused, 1, 44));
        }

        return stage.Planned(Kind, DetectionIds.PortScan, connections);
    }
}
