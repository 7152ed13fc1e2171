namespace FlowWatch.Local.Generation.Incidents;

/// <summary>Guessing passwords: short sessions of one size, one after the other. Every second seed or so a guess is right and a
/// long session follows.</summary>
internal sealed class BruteForceScript(IncidentKind kind, int port) : IIncidentScript
{
    private const int SuccessLength = 200_000;

    public IncidentKind Kind { get; } = kind;

    public PlannedIncident Plan(IncidentStage stage)
    {
        var random = stage.Random;
        var source = stage.PublicAddress();
        var target = random.Pick(stage.PublicHosts);
        var count = random.Between(60, 150);
        var length = random.Between(240_000, 580_000);
        var succeeds = random.Chance(500);
        var from = stage.Place(length + SuccessLength + 10_000L);
        var packets = random.Between(11, 17);
        var bytesOut = random.Between(2100, 3600);
        var bytesBack = random.Between(2300, 4400);
        var connections = new List<Connection>(count + 1);
        for (var number = 0; number < count; number++)
        {
            connections.Add(Attempt(from + ((long)length * number / count) + random.Below(300)) with
            {
                Length = random.Between(1500, 3900),
                PacketsOut = packets + random.Below(2),
                BytesOut = bytesOut + random.Below(120),
                PacketsBack = packets + random.Below(2),
                BytesBack = bytesBack + random.Below(120),
            });
        }

        if (succeeds)
        {
            connections.Add(Attempt(from + length + 5000) with { Length = SuccessLength });
            connections[^1] = connections[^1].Carrying(random.Between(300_000L, 2_000_000L), random.Between(4_000_000L, 60_000_000L));
        }

        return stage.Planned(Kind, DetectionIds.BruteForce, connections, new AcceptableFinding(
            IncidentStage.Text(source), DetectionIds.SuspiciousPortAccess, "The login service accepted connections from the internet."));

        Connection Attempt(long start) => new()
        {
            Client = source,
            ClientPort = stage.NextPort(),
            Server = target.Address,
            ServerPort = port,
            ServerInterface = target.Index,
            Start = start,
            Latency = 50,
            PacketsOut = 0,
            BytesOut = 0,
        };
    }
}
