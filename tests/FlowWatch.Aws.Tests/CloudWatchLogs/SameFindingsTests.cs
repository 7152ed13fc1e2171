using System.Text;
using System.Text.Json.Nodes;
using FlowWatch.Aws.CloudWatchLogs.Scheduling;
using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Core.Findings;
using FlowWatch.Core.FlowLogs;
using FlowWatch.Core.Queries;
using FlowWatch.Core.Reports;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Generation;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Aws.Tests.CloudWatchLogs;

/// <summary>
/// The same flow logs, scanned as files with DuckDB and as a log group with Logs Insights, through the real SDK, HTTP and the scheduler: the
/// same findings, to the last byte.
/// </summary>
public sealed class SameFindingsTests(ServedInsights served) : IClassFixture<ServedInsights>, IDisposable
{
    private static readonly string[] Rich =
    [
        "version", "account-id", "tcp-flags", "interface-id", "srcaddr", "srcport", "dstaddr", "dstport", "protocol", "packets", "bytes", "start", "end",
        "action", "log-status", "pkt-srcaddr", "pkt-dstaddr", "flow-direction", "traffic-path",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-test-").FullName;

    public static TheoryData<int, bool, int> Traffic => new() { { 1, false, 60 }, { 2, false, 600 }, { 3, true, 60 }, { 4, true, 600 } };

    public static TheoryData<string> Examples => [.. DetectionCatalog.Default.All.SelectMany(detection => DetectionMetadataReader.Examples(detection).Select(example => $"{detection.Metadata.Id}: {example.Name}"))];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Traffic))]
    public async Task RunAsync_GeneratedTraffic_FindsTheSame(int seed, bool rich, int interval)
    {
        var options = Options(seed) with { Fields = rich ? Rich : TrafficOptions.DefaultFields, AggregationInterval = interval };

        var findings = await SameAsync(FlowLogLines.Format(string.Join(' ', options.Fields)), Lines(options));

        Assert.NotEmpty(findings);
    }

    [Fact]
    public async Task RunAsync_Ipv6Traffic_FindsTheSame()
    {
        // Every address as one of IPv6 with the same digits.
        var format = FlowLogFormat.Default;
        var lines = Lines(Options(5)).Select(line => line.Split(' ')).Select(values => string.Join(' ', values.Select((value, index) =>
            format.Fields[index].Type == FlowLogFieldType.Address && value.Contains('.') ? "2001:db8::" + string.Join(':', value.Split('.').Select(part => part.TrimStart('0').PadLeft(1, '0'))) : value)));

        Assert.Contains(await SameAsync(format, [.. lines]), finding => finding.Source.StartsWith("2001:db8::", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RunAsync_LateRecords_FindsTheSame()
    {
        var lines = Lines(Options(6));
        var late = lines.Where((_, index) => index % 7 == 0).Reverse();

        Assert.NotEmpty(await SameAsync(FlowLogFormat.Default, [.. lines.Where((_, index) => index % 7 != 0), .. late]));
    }

    [Fact]
    public async Task RunAsync_ManySlices_FindsTheSame()
    {
        // A limit so low that every window is asked in parts.
        var report = await InsightsAsync(FlowLogFormat.Default, Lines(Options(7)), rowLimit: 2000);

        Assert.Equal((0, ScanStatus.Complete), (report.Input.ProblemCount, report.Status));
        Assert.True(report.Input.CloudUsage!.QueriesStarted > 10);
        Assert.Equal(Text(await DuckDbAsync(FlowLogFormat.Default, Lines(Options(7)))), Text(report));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task RunAsync_DetectionExample_FindsTheSame(string name)
    {
        var example = DetectionCatalog.Default.All.SelectMany(detection => DetectionMetadataReader.Examples(detection).Select(one => (Name: $"{detection.Metadata.Id}: {one.Name}", Example: one))).Single(one => one.Name == name).Example;
        var format = example.LogFormat is null ? FlowLogFormat.Default : FlowLogLines.Format(example.LogFormat);

        var findings = await SameAsync(format, [.. example.Traffic.SelectMany(lines => lines.Expand())]);

        Assert.Equal(example.Finds is null, findings.All(finding => finding.Source != example.Finds));
    }

    private static TrafficOptions Options(int seed) => new() { Seed = seed, Duration = TimeSpan.FromMinutes(20), ConnectionsPerSecond = 1, Hosts = 40 };

    private static string[] Lines(TrafficOptions options)
    {
        using var output = new MemoryStream();
        new TrafficGenerator(options).WriteTo(output);
        return Encoding.ASCII.GetString(output.ToArray()).TrimEnd('\n').Split('\n');
    }

    private async Task<IReadOnlyList<Finding>> SameAsync(FlowLogFormat format, IReadOnlyList<string> lines)
    {
        var local = await DuckDbAsync(format, lines);
        var cloud = await InsightsAsync(format, lines);
        Assert.Equal("", string.Join('\n', cloud.Input.Problems));
        Assert.Equal(Text(local), Text(cloud));
        return cloud.Findings;
    }

    private async Task<ScanReport> DuckDbAsync(FlowLogFormat format, IReadOnlyList<string> lines)
    {
        var path = Path.Combine(folder, "records.log");
        await File.WriteAllLinesAsync(path, lines);
        await using var engine = await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [path], Format = format, WorkingFolder = folder }, CancellationToken.None);
        return await ScanAsync(engine);
    }

    private async Task<ScanReport> InsightsAsync(FlowLogFormat format, IReadOnlyList<string> lines, int rowLimit = InsightsRequest.LargestLimit)
    {
        var timed = FlowLogLines.Timed(format, lines).ToList();
        var window = new TimeWindow(DateTimeOffset.FromUnixTimeSeconds(timed.Min(line => line.Start)), DateTimeOffset.FromUnixTimeSeconds(timed.Max(line => line.Start) + 1));
        return await ScanAsync(await served.OpenAsync(format, timed, window, rowLimit));
    }

    private static Task<ScanReport> ScanAsync(IFlowLogEngine engine) => new ScanCheck(
        engine, new ScanCheckOptions { Run = DetectionCatalog.Default.All, Scope = ["test"], FlowWatchVersion = "test" }, new FakeTimeProvider()).RunAsync(CancellationToken.None);

    // All but how it was read.
    private static string Text(ScanReport report)
    {
        using var output = new MemoryStream();
        ScanReportWriters.Find("json")!.WriteAsync(report, new Dictionary<string, DetectionMetadata>(), output, CancellationToken.None).GetAwaiter().GetResult();
        var json = JsonNode.Parse(output.ToArray())!.AsObject();
        foreach (var other in new[] { "files", "bytes", "durationSeconds", "scans", "queries", "cloudUsage" }) json["input"]!.AsObject().Remove(other);
        return json.ToJsonString();
    }
}
