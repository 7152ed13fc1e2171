namespace FlowWatch.Local.Generation.Incidents;

/// <summary>Every script there is. A new incident is a script and a line here.</summary>
internal static class IncidentScripts
{
    private static readonly IIncidentScript[] Scripts =
    [
        new HighTrafficVolumeScript(),
        new HighConnectionCountScript(),
        new VerticalPortScanScript(),
        new SpreadPortScanScript(),
        new HostSweepScript(),
        new SlowPortScanScript(),
        new SuspiciousPortAccessScript(),
        new BruteForceScript(IncidentKind.SshBruteForce, 22),
        new BruteForceScript(IncidentKind.RdpBruteForce, 3389),
    ];

    /// <summary>Plans what the options ask for. An incident draws on a random sequence of its own, so that choosing some kinds
    /// does not change how the others go.</summary>
    public static IReadOnlyList<PlannedIncident> Plan(TrafficOptions options, VirtualNetwork network)
    {
        if (!options.Incidents)
        {
            return [];
        }

        var occurrences = new Dictionary<IncidentKind, int>();
        var planned = new List<PlannedIncident>();
        foreach (var kind in options.Only ?? [.. Scripts.Select(script => script.Kind)])
        {
            var occurrence = occurrences.GetValueOrDefault(kind);
            occurrences[kind] = occurrence + 1;
            var script = Array.Find(Scripts, candidate => candidate.Kind == kind)
                ?? throw new InvalidOperationException($"There is no script for {kind}.");
            planned.Add(script.Plan(new IncidentStage(options, network, ((int)kind * IncidentStage.NumbersPerKind) + occurrence)));
        }

        return planned;
    }
}
