using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Local.Reports;
using FlowWatch.StateContract;

namespace FlowWatch.Local.Tests.Reports;

public sealed class FolderReportStoreTests : ReportStoreContract, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("flowwatch-reports-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task TryAddAsync_Stored_LeavesNoUnfinishedFile()
    {
        await OpenReports().TryAddAsync("report-00000001.json", "one"u8.ToArray(), default);

        Assert.Equal([".lock", "report-00000001.json"], Directory.EnumerateFiles(Path.Combine(folder, "reports")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task TryAddAsync_PlaceThatIsAFile_NamesTheSetting()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "");

        var error = await Assert.ThrowsAsync<ReportStoreException>(() => new FolderReportStore(file).TryAddAsync("report-00000001.json", "x"u8.ToArray(), default));
        Assert.Contains("reports.folder", error.Message, StringComparison.Ordinal);
    }

    protected override IComplianceReportStore OpenReports() => new FolderReportStore(Path.Combine(folder, "reports"));
}
