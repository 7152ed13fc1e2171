using FlowWatch.Core.Findings;

namespace FlowWatch.Core.Tests.Findings;

/// <summary>Findings to hold against something, without a detection having found them.</summary>
internal static class FindingSample
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static Finding Of(string source, string detection = "PORT_SCAN", int? port = null, params string[] targets) => new()
    {
        Detection = detection,
        DetectionVersion = 1,
        Severity = Severity.Medium,
        Certainty = Certainty.Certain,
        Source = source,
        Targets = targets,
        TargetCount = targets.Length,
        Port = port,
        Title = "Something",
        Summary = $"{source} did something.",
        Window = new TimeWindow(Noon, Noon.AddMinutes(1)),
        Fingerprint = $"{detection}-{source}",
        Evidence = new FindingEvidence { Counts = [] },
    };
}
