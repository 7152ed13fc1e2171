using FlowWatch.Core.Compliance.Reports.Chain;
using Xunit;

namespace FlowWatch.StateContract;

/// <summary>The contract of <see cref="IComplianceReportStore"/>. Each store's tests derive from it and say how one is opened.</summary>
public abstract class ReportStoreContract
{
    /// <summary>A store over a place that is empty, or that this test wrote to before: the same for every call within one test.</summary>
    protected abstract IComplianceReportStore OpenReports();

    [SkippableFact]
    public async Task ListAsync_NothingStored_IsEmpty() => Assert.Empty(await NamesAsync(null));

    [SkippableFact]
    public async Task ReadAsync_NothingStored_IsNull() => Assert.Null(await OpenReports().ReadAsync("report-00000001.json", default));

    [SkippableFact]
    public async Task TryAddAsync_NewName_IsReadByAnotherStore()
    {
        Assert.True(await OpenReports().TryAddAsync("report-00000001.json", "one"u8.ToArray(), default));

        Assert.Equal("one"u8.ToArray(), await OpenReports().ReadAsync("report-00000001.json", default));
    }

    [SkippableFact]
    public async Task TryAddAsync_NameThatIsTaken_ChangesNothing()
    {
        var store = OpenReports();
        await store.TryAddAsync("report-00000001.json", "one"u8.ToArray(), default);

        Assert.False(await OpenReports().TryAddAsync("report-00000001.json", "two"u8.ToArray(), default));

        Assert.Equal("one"u8.ToArray(), await store.ReadAsync("report-00000001.json", default));
        Assert.Equal(["report-00000001.json"], await NamesAsync(null));
    }

    [SkippableFact]
    public async Task TryAddAsync_ManyAtOnce_OneGetsTheName()
    {
        var stores = Enumerable.Range(0, 12).Select(_ => OpenReports()).ToList();

        var won = await Task.WhenAll(stores.Select((store, index) => Task.Run(() => store.TryAddAsync("report-00000001.json", new byte[] { (byte)index }, default))));

        var winner = Assert.Single(won.Index(), one => one.Item).Index;
        Assert.Equal(new[] { (byte)winner }, await stores[0].ReadAsync("report-00000001.json", default));
    }

    [SkippableFact]
    public async Task ListAsync_SeveralNames_AreInTheirOrder()
    {
        var store = OpenReports();
        foreach (var number in new[] { 10, 2, 1 }) await store.TryAddAsync(ReportName.File(number), "x"u8.ToArray(), default);

        Assert.Equal(["report-00000001.json", "report-00000002.json", "report-00000010.json"], await NamesAsync(null));
        Assert.Equal(["report-00000010.json"], await NamesAsync("report-00000002.json"));
    }

    private async Task<List<string>> NamesAsync(string? after)
    {
        var names = new List<string>();
        await foreach (var name in OpenReports().ListAsync(after, default)) names.Add(name);
        return names;
    }
}
