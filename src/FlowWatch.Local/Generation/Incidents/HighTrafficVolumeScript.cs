namespace FlowWatch.Local.Generation.Incidents;

/// <summary>Data leaves: one host, one address of the internet, a few connections, in every third seed or so through a NAT gateway.</summary>
internal sealed class HighTrafficVolumeScript : IIncidentScript
{
    public IncidentKind Kind => IncidentKind.HighTrafficVolume;

    public PlannedIncident Plan(IncidentStage stage)
    {
        var random = stage.Random;
        var behindGateway = random.Below(3) == 0;
        var host = stage.Network.AddStranger(isPublic: !behindGateway);
        var gateway = behindGateway ? random.Pick(stage.Network.Cells).Gateway : Connection.Outside;
        var target = stage.PublicAddress();
        var length = random.Between(200_000, 570_000);
        var from = stage.PlaceInQuarterHour(length);
        var count = random.Between(1, 4);
        var total = random.Between(1_600_000_000L, 2_800_000_000L);
        var connections = new List<Connection>();
        for (var number = 0; number < count; number++)
        {
            var delay = number * 3000L;
            connections.Add(new Connection
            {
                Client = host.Address,
                ClientPort = stage.NextPort(),
                ClientInterface = host.Index,
                Server = target,
                ServerPort = 443,
                Gateway = gateway,
                GatewayPort = EphemeralPorts.LowestBehindNat + random.Below(60_000),
                Start = from + delay,
                Length = length - delay - 1000,
                Latency = 60,
                PacketsOut = 0,
                BytesOut = 0,
            }.Carrying((total / count) + 1, 40_000));
        }

        return behindGateway
            ? stage.Planned(Kind, DetectionIds.HighTrafficVolume, connections, new AcceptableFinding(
                IncidentStage.Text(stage.Network.AddressOf(gateway)),
                DetectionIds.HighTrafficVolume,
                "The NAT gateway passes the same bytes on; a format without pkt-srcaddr may not tell."))
            : stage.Planned(Kind, DetectionIds.HighTrafficVolume, connections);
    }
}
