using FlowWatch.Core.Checks;
using FlowWatch.Core.Detections;
using FlowWatch.Local.DuckDb;
using FlowWatch.Local.Generation;
using Microsoft.Extensions.Time.Testing;

namespace FlowWatch.Local.Tests.Checks;

public sealed class ScanCheckTests : IDisposable
{
    private static readonly TrafficOptions Traffic = new() { Duration = TimeSpan.FromMinutes(15), ConnectionsPerSecond = 1, Only = [IncidentKind.VerticalPortScan] };

    private readonly LogFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task RunAsync_OnlyTheRequiredFields_FindsTheScan()
    {
        string[] fields = ["bytes", "packets", "end", "start", "action", "protocol", "dstport", "srcport", "dstaddr", "srcaddr"];

        var report = await ScanAsync(Traffic with { Fields = fields, Header = true });

        Assert.Contains(report.Findings, finding => finding.Detection == "PORT_SCAN");
        Assert.Equal(ScanStatus.Complete, report.Status);
        Assert.All(report.Coverage, coverage => Assert.Equal(CoverageLevel.Partial, coverage.Level));
    }

    [Fact]
    public async Task RunAsync_ARequiredFieldIsMissing_SaysWhatDidNotRun()
    {
        var report = await ScanAsync(Traffic with { Fields = [.. TrafficOptions.DefaultFields.Where(field => field != "dstport")], Header = true });

        Assert.Equal(ScanStatus.Partial, report.Status);
        Assert.Empty(report.Findings);
        Assert.Equal(["HIGH_CONNECTION_COUNT", "PORT_SCAN", "SUSPICIOUS_PORT_ACCESS", "BRUTE_FORCE"], report.Warnings.Select(warning => warning.Split(' ')[0]));
        Assert.Contains("PORT_SCAN did not run: no part of the input has the field dstport.", report.Warnings);
        Assert.True(report.Input.Records > 0);
    }

    [Fact]
    public async Task RunAsync_NoDataAndSkipData_AreCountedAndNoProblem()
    {
        var file = folder.Write("records.log", LogLines.Varied);

        var input = (await folder.ScanAsync(new DuckDbEngineOptions { Paths = [file] })).Input;

        Assert.Equal((126L, 1L, 1L, 0L, 1), (input.Records, input.NoDataRecords, input.SkipDataRecords, input.ProblemCount, input.Scans));
    }

    [Fact]
    public async Task RunAsync_OnlyNoData_IsCompleteAndFindsNothing()
    {
        var file = folder.Write("records.log", LogLines.Varied.Where(line => line.EndsWith("NODATA", StringComparison.Ordinal)));

        var report = await folder.ScanAsync(new DuckDbEngineOptions { Paths = [file] });

        Assert.Equal((ScanStatus.Complete, 1L, 0), (report.Status, report.Input.NoDataRecords, report.Findings.Count));
    }

    [Fact]
    public async Task RunAsync_BadAddressAmongRecords_IsAProblemAndNoSource()
    {
        var file = folder.Write("records.log", [.. LogLines.Varied, LogLines.Good.Replace("203.0.113.7", "203.0.113.777", StringComparison.Ordinal)]);

        var report = await folder.ScanAsync(new DuckDbEngineOptions { Paths = [file] });

        Assert.Equal((ScanStatus.Partial, 126L, 2), (report.Status, report.Input.Records, report.Input.Scans));
        Assert.Equal($"{file}:127: field 'srcaddr': '203.0.113.777' is not an IP address", Assert.Single(report.Input.Problems).ToString());
    }

    [Fact]
    public async Task RunAsync_AlreadyCancelled_Throws()
    {
        var file = folder.Write("records.log", LogLines.Varied);
        await using var engine = await DuckDbFlowLogEngine.OpenAsync(new DuckDbEngineOptions { Paths = [file], WorkingFolder = folder.Working() }, CancellationToken.None);
        var check = new ScanCheck(engine, new ScanCheckOptions { Run = DetectionCatalog.Default.All, Scope = [file], FlowWatchVersion = "test" }, new FakeTimeProvider());

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check.RunAsync(new CancellationToken(canceled: true)));
    }

    private Task<ScanReport> ScanAsync(TrafficOptions options)
    {
        TrafficFile.Write(folder.At("traffic.log"), new TrafficGenerator(options));
        return folder.ScanAsync(new DuckDbEngineOptions { Paths = [folder.At("traffic.log")] });
    }
}
