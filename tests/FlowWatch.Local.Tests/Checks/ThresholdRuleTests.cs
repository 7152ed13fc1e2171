using System.Globalization;
using System.Net;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.Targets;
using FlowWatch.Local.Folders;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Local.Tests.Checks;

/// <summary>Thresholds for some sources and times, over real flow logs with the real engine.</summary>
public sealed class ThresholdRuleTests : IDisposable
{
    // 08:00 in Berlin in winter. Each source is refused at sixty ports of one address, from this minute on.
    private static readonly DateTimeOffset Opening = new(2026, 1, 5, 7, 0, 0, TimeSpan.Zero);

    private static readonly TimeOfWeek Office = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), TimeOfWeek.AllDays, new TimeOnly(8, 0), new TimeOnly(18, 0));

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-rules-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task RunAsync_RuleForASource_JudgesThatSourceOnly()
    {
        Write(Opening.AddMinutes(1), "203.0.113.9", "203.0.113.10");

        Assert.Equal(["203.0.113.10", "203.0.113.9"], await SourcesAsync(Opening, []));
        Assert.Equal(["203.0.113.10"], await SourcesAsync(Opening, [Rule("203.0.113.9/32", null, 500)]));
        Assert.Equal([], await SourcesAsync(Opening, [Rule("203.0.113.0/24", null, 500)]));
        // A narrower one after it takes the exception back.
        Assert.Equal(["203.0.113.9"], await SourcesAsync(Opening, [Rule("203.0.113.0/24", null, 500), Rule("203.0.113.9/32", null, 20)]));
    }

    [Fact]
    public async Task RunAsync_LowerForASource_FindsWhatTheOthersAreNotHeldTo()
    {
        Write(Opening.AddMinutes(1), 8, "203.0.113.9", "203.0.113.10");

        Assert.Equal([], await SourcesAsync(Opening, []));
        Assert.Equal(["203.0.113.9"], await SourcesAsync(Opening, [Rule("203.0.113.9/32", null, 5)]));
    }

    [Theory]
    // In the office, before it opens, and a window that crosses the boundary: the stricter side finds it.
    [InlineData(0, 10, "")]
    [InlineData(-10, 0, "203.0.113.9")]
    [InlineData(-5, 5, "203.0.113.9")]
    public async Task RunAsync_RuleForATime_IsInForceThen(int from, int to, string expected)
    {
        Write(Opening.AddMinutes(from + 1), "203.0.113.9");

        Assert.Equal(expected, string.Join(' ', await SourcesAsync(Opening.AddMinutes(from), [Rule(null, Office, 500)], to - from)));
    }

    [Fact]
    public async Task RunAsync_RuleThatFound_IsNamedInTheFinding()
    {
        Write(Opening.AddMinutes(1), 30, "203.0.113.9");

        var found = Assert.Single(await FindingsAsync(Opening, [Rule("203.0.113.9/32", Office, 20)], 10));

        Assert.Contains("Threshold in force: failedPorts 20 (default 10), by rule 'r' (source 203.0.113.9/32; every day 08:00-18:00 Europe/Berlin).", found.Evidence.Notes);
    }

    private async Task<IReadOnlyList<string>> SourcesAsync(DateTimeOffset from, IReadOnlyList<ThresholdRule> rules, int minutes = 10) =>
        [.. (await FindingsAsync(from, rules, minutes)).Select(finding => finding.Source).Order(StringComparer.Ordinal)];

    private async Task<IReadOnlyList<Finding>> FindingsAsync(DateTimeOffset from, IReadOnlyList<ThresholdRule> rules, int minutes)
    {
        using var source = new FolderFlowLogSource();
        var target = new MonitoredTarget { Name = "one", Environment = "test", Account = "111111111111", Region = "eu-central-1", LogGroup = "g", Folder = folder, Settings = new ScanSettings { Rules = rules } };
        var judgement = await new TargetCheck(source, new FakeTimeProvider(Opening.AddHours(1)), "0").RunAsync(target, "security", new TimeWindow(from, from.AddMinutes(minutes)), TimeSpan.FromMinutes(10), CancellationToken.None);
        Assert.Null(judgement.NotVerified);
        return [.. judgement.Report!.Findings.Where(finding => finding.Detection == "PORT_SCAN")];
    }

    // Everything that could make a port scan of refused ports.
    private static ThresholdRule Rule(string? source, TimeOfWeek? times, long ports)
    {
        var value = ports.ToString(CultureInfo.InvariantCulture);
        string[] settings = ["distinctPorts", "failedPorts", "systemPorts", "slowFailedServices"];
        return new ThresholdRule("r", source is null ? null : IPNetwork.Parse(source), times, [.. settings.Select(setting => new ThresholdChange("PORT_SCAN", setting, value))]);
    }

    private void Write(DateTimeOffset at, params string[] sources) => Write(at, 60, sources);

    private void Write(DateTimeOffset at, int ports, params string[] sources)
    {
        var start = at.ToUnixTimeSeconds();
        var lines = from source in sources
                    from port in Enumerable.Range(2000, ports)
                    select string.Create(CultureInfo.InvariantCulture, $"2 111111111111 eni-0123456789abcdef0 {source} 10.0.1.5 {40000 + port} {port} 6 1 40 {start} {start + 10} REJECT OK");
        File.WriteAllLines(Path.Combine(folder, "flows.log"), lines.Prepend("version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status"));
    }
}
