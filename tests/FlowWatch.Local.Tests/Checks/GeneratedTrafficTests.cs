using System.Globalization;
using FlowWatch.Core.Checks;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Generation;
using FlowWatch.Local.Tests.Generation;

namespace FlowWatch.Local.Tests.Checks;

/// <summary>From a generated file to the report, as <c>flowwatch scan</c> goes: every incident found, nothing else blamed.</summary>
public sealed class GeneratedTrafficTests : IDisposable
{
    private readonly LogFolder folder = new();

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task RunAsync_TrafficWithIncidents_FindsEachAndBlamesNobodyElse(int seed)
    {
        var options = Options(seed);
        var generator = new TrafficGenerator(options);
        Assert.Equal(Enum.GetValues<IncidentKind>(), generator.Incidents.Select(incident => incident.Kind));

        var everyMinute = await ScanAsync(options, "60.log");
        var everyTenMinutes = await ScanAsync(options with { AggregationInterval = 600 }, "600.log.gz");
        var rich = await ScanAsync(options with { Fields = Recording.RichFields, Header = true }, "rich.log.gz");
        var richEveryTenMinutes = await ScanAsync(options with { Fields = Recording.RichFields, Header = true, AggregationInterval = 600 }, "rich-600.log");

        foreach (var report in new[] { everyMinute, everyTenMinutes, rich, richEveryTenMinutes })
        {
            Assert.Empty(Wrong(report, generator.Incidents));
            Assert.Equal(0, report.Input.ProblemCount);
            Assert.Equal(2, report.Input.Scans);
        }

        Assert.Equal(Essence(everyMinute), Essence(everyTenMinutes));
        Assert.Equal(Essence(rich), Essence(richEveryTenMinutes));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task RunAsync_TrafficWithoutIncidents_FindsNothing(int seed)
    {
        var options = Options(seed + 100) with { Incidents = false };
        var report = await ScanAsync(seed % 2 == 0 ? options : options with { Fields = Recording.RichFields, Header = true, AggregationInterval = 600 }, "benign.log");

        Assert.Empty(Wrong(report, []));
        Assert.Equal(ScanStatus.Complete, report.Status);
    }

    private static TrafficOptions Options(int seed) => new() { Seed = seed, Duration = TimeSpan.FromMinutes(20), ConnectionsPerSecond = 1, Hosts = 40 };

    private Task<ScanReport> ScanAsync(TrafficOptions options, string name)
    {
        TrafficFile.Write(folder.At(name), new TrafficGenerator(options));
        return folder.ScanAsync(new DuckDbEngineOptions { Paths = [folder.At(name)] });
    }

    /// <summary>What was missed and what was found on a source that did nothing, one line each.</summary>
    private static IEnumerable<string> Wrong(ScanReport report, IReadOnlyList<PlantedIncident> incidents)
    {
        foreach (var incident in incidents)
        {
            foreach (var detection in incident.Expected.Where(detection => !report.Findings.Any(finding => finding.Detection == detection && finding.Source == incident.Source)))
            {
                var instead = string.Join("; ", report.Findings.Where(finding => finding.Source == incident.Source).Select(finding => finding.Detection));
                yield return $"{report.Scope[0]}: missed {incident.Kind} by {incident.Source}: expected {detection}, found {(instead.Length == 0 ? "nothing" : instead)}";
            }
        }

        var rightly = incidents.SelectMany(incident => incident.Expected.Select(detection => (incident.Source, Detection: detection))
            .Concat(incident.Acceptable.Select(acceptable => (acceptable.Source, acceptable.Detection)))).ToHashSet();
        foreach (var finding in report.Findings.Where(finding => !rightly.Contains((finding.Source, finding.Detection))))
        {
            yield return $"{report.Scope[0]}: false {finding.Severity} {finding.Detection} on {finding.Source}: {finding.Summary}";
        }
    }

    private static IEnumerable<string> Essence(ScanReport report) =>
        report.Findings.Select(finding => string.Create(CultureInfo.InvariantCulture, $"{finding.Fingerprint} {finding.Severity} {finding.Detection} {finding.Source} {finding.Port}")).Order(StringComparer.Ordinal);
}
