namespace FlowWatch.Local.Generation.Incidents;

/// <summary>Somebody outside works on a host for minutes over SSH, RDP or SMB.</summary>
internal sealed class SuspiciousPortAccessScript : IIncidentScript
{
    public IncidentKind Kind => IncidentKind.SuspiciousPortAccess;

    public PlannedIncident Plan(IncidentStage stage)
    {
        var random = stage.Random;
        var source = stage.PublicAddress();
        var target = random.Pick(stage.PublicHosts);
        var port = random.Pick(IncidentStage.LoginPorts);
        var count = random.Between(1, 2);
        var length = random.Between(130_000, 380_000);
        var from = stage.Place((length + 5000L) * count);
        var connections = new List<Connection>();
        for (var number = 0; number < count; number++)
        {
            connections.Add(new Connection
            {
                Client = source,
                ClientPort = stage.NextPort(),
                Server = target.Address,
                ServerPort = port,
                ServerInterface = target.Index,
                Start = from + (number * (length + 5000L)),
                Length = length,
                Latency = 45,
                PacketsOut = 0,
                BytesOut = 0,
            }.Carrying(random.Between(120_000L, 3_000_000L), random.Between(400_000L, 20_000_000L)));
        }

        return stage.Planned(Kind, DetectionIds.SuspiciousPortAccess, connections);
    }
}
