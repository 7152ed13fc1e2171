using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using FlowWatch.Core.Compliance.Reports.Chain;
using FlowWatch.Local.Reports;

namespace FlowWatch.Core.Tests.Compliance.Reports;

public sealed class ReportChainTests : IDisposable
{
    private readonly ReportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task AppendAsync_FirstReport_HasNumberOneAndNoHashBefore()
    {
        var report = await folder.Chain.AppendAsync(SampleCompliance.Report(), default);

        Assert.Equal(("20261123T060000Z-00000001", 1, null), (report.Id, report.Number, report.PreviousHash));
    }

    [Fact]
    public async Task AppendAsync_SecondReport_IsChainedToTheFirst()
    {
        var reports = await folder.AppendAsync(2);

        Assert.Equal(reports[0].Hash, reports[1].PreviousHash);
    }

    [Fact]
    public async Task AppendAsync_ManyAtOnceByTwoHosts_MakeOneChain()
    {
        var other = folder.Open(folder.State);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(() => (number % 2 == 0 ? folder.Chain : other).AppendAsync(SampleCompliance.Report(SampleCompliance.Now.AddMinutes(number)), default))));

        var verification = await folder.Chain.VerifyAsync(false, default);
        Assert.Empty(verification.Problems);
        Assert.Equal(20, verification.Reports);
    }

    [Fact]
    public async Task AppendAsync_Hash_IsWhatAShellMakesOfTheFile()
    {
        var report = await folder.Chain.AppendAsync(SampleCompliance.Report(), default);

        var line = Regex.Replace(await File.ReadAllTextAsync(folder.FileOf(1)), ",\"hash\":\"[0-9a-f]*\"}$", "}");
        Assert.Equal(report.Hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line))));
    }

    [Fact]
    public async Task FindAsync_StoredReport_IsWhatWasStored()
    {
        var stored = await folder.Chain.AppendAsync(SampleCompliance.Report(), default);

        var found = await folder.Chain.FindAsync(stored.Id, default);

        Assert.Equal(ReportDocument.Write(stored).Content, ReportDocument.Write(found!).Content);
        Assert.Equal(stored.Targets[0].Results[4].NotSeen, found!.Targets[0].Results[4].NotSeen);
    }

    [Theory]
    [InlineData("20261123T060000Z-00000002")]
    [InlineData("20261124T060000Z-00000001")]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    public async Task FindAsync_UnknownId_IsNull(string id)
    {
        await folder.AppendAsync(1);

        Assert.Null(await folder.Chain.FindAsync(id, default));
    }

    [Fact]
    public async Task VerifyAsync_UntouchedReports_FindsNothing()
    {
        var reports = await folder.AppendAsync(3);

        var verification = await folder.Chain.VerifyAsync(false, default);

        Assert.Equal((3, true, true), (verification.Reports, verification.IsWhole, verification.ComparedWithState));
        Assert.Equal((reports[0].Id, reports[2].Id, reports[2].Hash), (verification.FirstId, verification.LastId, verification.LastHash));
    }

    [Fact]
    public async Task VerifyAsync_ChangedReport_IsNamed()
    {
        await folder.AppendAsync(3);
        await RewriteAsync(2, "\"status\":\"fail\"", "\"status\":\"pass\"");

        var verification = await folder.Chain.VerifyAsync(false, default);

        Assert.Contains(verification.Problems, problem => problem is { Kind: ChainProblemKind.Changed, Number: 2 });
        Assert.DoesNotContain(verification.Problems, problem => problem.Number == 1);
    }

    [Fact]
    public async Task VerifyAsync_ChangedReportWithItsHashMadeAnew_BreaksTheNextLink()
    {
        await folder.AppendAsync(3);
        await ForgeAsync(2);

        var withoutState = await folder.Open(state: null).VerifyAsync(false, default);

        var problem = Assert.Single(withoutState.Problems);
        Assert.Equal((ChainProblemKind.OutOfOrder, 3), (problem.Kind, problem.Number));
    }

    [Fact]
    public async Task VerifyAsync_LastReportForged_IsToldByTheState()
    {
        await folder.AppendAsync(2);
        await ForgeAsync(2);

        Assert.True((await folder.Open(state: null).VerifyAsync(false, default)).IsWhole);
        var problem = Assert.Single((await folder.Chain.VerifyAsync(false, default)).Problems);
        Assert.Equal((ChainProblemKind.Changed, 2), (problem.Kind, problem.Number));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task VerifyAsync_MissingReport_IsNamed(int number)
    {
        await folder.AppendAsync(3);
        File.Delete(folder.FileOf(number));

        var problem = Assert.Single((await folder.Chain.VerifyAsync(false, default)).Problems);
        Assert.Equal((ChainProblemKind.Missing, number), (problem.Kind, problem.Number));
    }

    [Fact]
    public async Task VerifyAsync_ReportUnderAnotherNumber_IsOutOfOrder()
    {
        await folder.AppendAsync(3);
        File.Copy(folder.FileOf(2), folder.FileOf(3), overwrite: true);

        Assert.Contains((await folder.Chain.VerifyAsync(false, default)).Problems, problem => problem is { Kind: ChainProblemKind.OutOfOrder, Number: 3 });
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("{\"hash\":\"x\"}")]
    public async Task VerifyAsync_DamagedReport_IsUnreadable(string content)
    {
        await folder.AppendAsync(2);
        await File.WriteAllTextAsync(folder.FileOf(1), content);

        Assert.Contains((await folder.Chain.VerifyAsync(false, default)).Problems, problem => problem is { Kind: ChainProblemKind.Unreadable, Number: 1 });
    }

    [Fact]
    public async Task VerifyAsync_ForeignFile_IsNamedAndHarmless()
    {
        await folder.AppendAsync(1);
        await File.WriteAllTextAsync(Path.Combine(Path.GetDirectoryName(folder.FileOf(1))!, "notes.txt"), "x");

        var problem = Assert.Single((await folder.Chain.VerifyAsync(false, default)).Problems);
        Assert.Equal(ChainProblemKind.Foreign, problem.Kind);
    }

    [Fact]
    public async Task VerifyAsync_HostDiedBetweenTheReportAndItsHash_IsRememberedNow()
    {
        await folder.AppendAsync(1);
        await folder.Open(state: null).AppendAsync(SampleCompliance.Report(), default);

        var verification = await folder.Chain.VerifyAsync(false, default);

        Assert.True(verification is { IsWhole: true, IsVerified: true, UnknownToState.Count: 1, RememberedNow: 1 });
        File.Delete(folder.FileOf(2));
        Assert.Contains((await folder.Chain.VerifyAsync(false, default)).Problems, problem => problem.Kind == ChainProblemKind.Missing);
    }

    [Fact]
    public async Task AppendAsync_HostBeforeDiedBetweenItsReportAndItsHash_RemembersThatToo()
    {
        await folder.AppendAsync(1);
        await folder.Open(state: null).AppendAsync(SampleCompliance.Report(SampleCompliance.Now.AddDays(1)), default);

        await folder.Chain.AppendAsync(SampleCompliance.Report(SampleCompliance.Now.AddDays(2)), default);

        Assert.True(await folder.Chain.VerifyAsync(false, default) is { IsVerified: true, UnknownToState.Count: 0, Reports: 3 });
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 3)]
    [InlineData(1, 2)]
    public async Task VerifyAsync_ReportsThatTheStateDoesNotKnow_AreNotVerifiedAndNotBelieved(int known, int unknown)
    {
        if (known > 0) await folder.AppendAsync(known);
        for (var more = 0; more < unknown; more++) await folder.Open(state: null).AppendAsync(SampleCompliance.Report(), default);

        Assert.True(await folder.Chain.VerifyAsync(false, default) is { IsWhole: true, IsVerified: false, RememberedNow: 0 });
        Assert.Equal(unknown, (await folder.Chain.VerifyAsync(false, default)).UnknownToState.Count);
        Assert.True(await folder.Chain.VerifyAsync(true, default) is { IsVerified: true });
        Assert.Empty((await folder.Chain.VerifyAsync(false, default)).UnknownToState);
    }

    [Fact]
    public async Task VerifyAsync_NoReport_IsNotVerified() => Assert.True(await folder.Chain.VerifyAsync(false, default) is { IsWhole: true, IsVerified: false, Reports: 0 });

    [Fact]
    public async Task AppendAsync_LastReportDamaged_Refuses()
    {
        await folder.AppendAsync(1);
        await File.WriteAllTextAsync(folder.FileOf(1), "damaged");

        var error = await Assert.ThrowsAsync<ReportStoreException>(() => folder.Chain.AppendAsync(SampleCompliance.Report(), default));
        Assert.Contains("report-00000001.json", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ListAsync_ManyReports_AreNewestFirst()
    {
        var reports = await folder.AppendAsync(4);

        Assert.Equal([reports[3].Id, reports[2].Id], (await folder.Chain.ListAsync(null, 2, default)).Select(report => report.Id));
        Assert.Equal([reports[1].Id, reports[0].Id], (await folder.Chain.ListAsync(3, 5, default)).Select(report => report.Id));
    }

    private async Task RewriteAsync(int number, string from, string to)
    {
        var text = await File.ReadAllTextAsync(folder.FileOf(number));
        Assert.Contains(from, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.FileOf(number), text.Replace(from, to, StringComparison.Ordinal));
    }

    private async Task ForgeAsync(int number)
    {
        var report = ReportDocument.Read(await File.ReadAllBytesAsync(folder.FileOf(number)), out _)!;
        await File.WriteAllBytesAsync(folder.FileOf(number), ReportDocument.Write(report with { FlowWatchVersion = "9.9.9" }).Content);
    }

    [Fact]
    public async Task ListAsync_ANumberFarAhead_AsksOnlyForReportsThatAreThere()
    {
        var stored = await folder.AppendAsync(3);
        await File.WriteAllTextAsync(folder.FileOf(99_999_999), "{}");
        var store = new CountingStore(new FolderReportStore(Path.GetDirectoryName(folder.FileOf(1))!));

        var listed = await new ReportChain(store, null).ListAsync(99_999_999, 10, default);

        Assert.Equal(stored.Reverse().Select(report => report.Id), listed.Select(report => report.Id));
        Assert.Equal(3, store.Reads);
    }

    [Fact]
    public async Task ListAsync_Pages_AreTheNewestFirst()
    {
        var stored = await folder.AppendAsync(3);

        Assert.Equal([stored[2].Id, stored[1].Id], (await folder.Chain.ListAsync(null, 2, default)).Select(report => report.Id));
        Assert.Equal([stored[0].Id], (await folder.Chain.ListAsync(2, 2, default)).Select(report => report.Id));
    }

    private sealed class CountingStore(IComplianceReportStore store) : IComplianceReportStore
    {
        public int Reads { get; private set; }

        public string Place => store.Place;

        public Task<bool> TryAddAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => store.TryAddAsync(name, content, cancellationToken);

        public Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
        {
            Reads++;
            return store.ReadAsync(name, cancellationToken);
        }

        public IAsyncEnumerable<string> ListAsync(string? after, CancellationToken cancellationToken) => store.ListAsync(after, cancellationToken);
    }
}
