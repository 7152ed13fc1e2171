using FlowWatch.Core.Reports;

namespace FlowWatch.Core.Tests.Reports;

public class ScanReportGoldenTests
{
    public static TheoryData<string> Formats => [.. ScanReportWriters.All.Select(writer => writer.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task WriteAsync_RichReport_MatchesGoldenFile(string format) =>
        GoldenFile.Matches($"rich.{format}", await ReportFixture.WriteAsync(format, ReportFixture.Rich));

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task WriteAsync_EmptyReport_MatchesGoldenFile(string format) =>
        GoldenFile.Matches($"empty.{format}", await ReportFixture.WriteAsync(format, ReportFixture.Empty));

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task WriteAsync_Always_LeavesTheStreamOpenWithoutByteOrderMark(string format)
    {
        using var output = new MemoryStream();

        await ScanReportWriters.Find(format)!.WriteAsync(ReportFixture.Rich, ReportFixture.Detections, output, CancellationToken.None);

        Assert.True(output.CanWrite);
        Assert.NotEqual(0xEF, output.ToArray()[0]);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task WriteAsync_UnknownDetection_IsWrittenWithoutMetadata(string format) =>
        Assert.NotEmpty(await ReportFixture.WriteAsync(format, ReportFixture.Rich, new Dictionary<string, Core.Detections.DetectionMetadata>()));
}
