using FlowWatch.Azure.Reports;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.StateContract;

namespace FlowWatch.Azure.Tests.Reports;

public sealed class BlobReportStoreTests(AzuriteBlobs azurite) : ReportStoreContract, IClassFixture<AzuriteBlobs>
{
    private readonly string container = $"c{Guid.NewGuid():N}";

    private string Connection
    {
        get
        {
            Skip.If(azurite.ConnectionString is null, "Azurite is not installed: npm install --prefix artifacts/npm azurite@3.37.0");
            return azurite.ConnectionString;
        }
    }

    [SkippableFact]
    public async Task TryAddAsync_WrongKey_SaysWhatToGrant()
    {
        var store = BlobReportStore.Of(Connection.Replace("Eby8", "Abc8", StringComparison.Ordinal), container);

        var error = await Assert.ThrowsAsync<ReportStoreException>(() => store.TryAddAsync("report-00000001.json", "x"u8.ToArray(), default));
        Assert.Contains("Storage Blob Data Contributor", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Abc8", error.Message, StringComparison.Ordinal);
    }

    protected override IComplianceReportStore OpenReports() => BlobReportStore.Of(Connection, container);
}
